declare module "virtual:catalogue" {
  import type { Catalogue } from "../../build/catalogues";

  /** English, the part every screen needs: here from the first moment. */
  export const first: Catalogue;
  /** BCP 47 tags of the languages there are, English first. */
  export const languages: readonly string[];
  /** `<language>/<part>` → its words. */
  export const loaders: Record<string, () => Promise<{ default: Catalogue }>>;
}

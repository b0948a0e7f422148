import type { IssueType } from "../api/shapes";

/** A row of "About people or noise": one kind, or several that are told apart later. */
export interface PeopleRow {
  key: "noise" | "behaviour" | "hate" | "begging" | "needles";
  icon: string;
  kinds: readonly string[];
}

/** Needles stand apart: nobody should go near for a photo, but where they lie is no secret. */
export const NEEDLES: PeopleRow = { key: "needles", icon: "needle", kinds: ["needles"] };

const ROWS: readonly PeopleRow[] = [
  { key: "noise", icon: "noise", kinds: ["noise"] },
  {
    key: "behaviour",
    icon: "people",
    kinds: ["asb_nuisance", "asb_neighbour", "asb_drinking", "asb_vehicle", "hate"],
  },
  { key: "hate", icon: "message", kinds: ["hate"] },
  { key: "begging", icon: "person", kinds: ["begging"] },
];

/** What is taken for granted when somebody can't say which of several it is. */
export const NOT_SURE = "asb_nuisance";
/** Where "aimed at you because of who you are" leads. */
export const HATE = "hate";

/** The rows of which this council has a kind. */
export function rowsOf(catalogue: readonly IssueType[]): PeopleRow[] {
  return ROWS.filter((row) => kindsOf(row.key, catalogue).length > 0);
}

/** The kinds of one row that this council has, in order. */
export function kindsOf(row: string | null, catalogue: readonly IssueType[]): IssueType[] {
  const keys = [...ROWS, NEEDLES].find((one) => one.key === row)?.kinds ?? [];
  return keys.flatMap((key) => catalogue.find((kind) => kind.key === key) ?? []);
}

/** The row under which a private kind is found; one of its own name for a kind that has none. */
export function rowOf(kind: string): string {
  return ROWS.find((row) => row.kinds.includes(kind))?.key ?? kind;
}

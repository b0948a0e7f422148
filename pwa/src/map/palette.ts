/** The map's colours as the tokens have them now, light or dark. */
export interface Palette {
  color(token: MapToken): string;
  font: string;
}

export type MapToken =
  | "land"
  | "block"
  | "building"
  | "building-line"
  | "road"
  | "road-edge"
  | "main"
  | "main-edge"
  | "water"
  | "water-edge"
  | "park"
  | "park-2"
  | "tree"
  | "rail"
  | "label"
  | "label-water"
  | "label-park"
  | "halo";

/** Read the tokens that hold for an element. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  return {
    color: (token) => style.getPropertyValue(`--map-${token}`).trim() || "transparent",
    font: style.fontFamily || "sans-serif",
  };
}

/** Call back when light changes to dark or back, by the device or by the person. Returns what ends it. */
export function onSchemeChange(callback: () => void): () => void {
  const device = matchMedia("(prefers-color-scheme: dark)");
  const person = new MutationObserver(callback);
  device.addEventListener("change", callback);
  person.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => {
    device.removeEventListener("change", callback);
    person.disconnect();
  };
}

import { signal } from "@preact/signals";

export type Theme = "device" | "light" | "dark";
const STORED = "doorstep.theme";

/** Light, dark, or as the device is set. */
export const theme = signal<Theme>(stored());

/** Show everything light or dark, and remember the choice on this device. */
export function setTheme(chosen: Theme): void {
  theme.value = chosen;
  if (chosen === "device") {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem(STORED);
  } else {
    document.documentElement.dataset.theme = chosen;
    localStorage.setItem(STORED, chosen);
  }
}

function stored(): Theme {
  const value = localStorage.getItem(STORED);
  return value === "light" || value === "dark" ? value : "device";
}

// Day or night, as the reader's system says; paper is always white.
import { usePalette, type Scheme } from "./palette.ts";

const NIGHT = "(prefers-color-scheme: dark)";

export function schemeNow(isOnPaper = false): Scheme {
  return !isOnPaper && matchMedia(NIGHT).matches ? "dark" : "light";
}

/** Uses the reader's colours now and whenever they change; `onChange` paints again. */
export function followScheme(onChange: () => void): void {
  usePalette(schemeNow());
  matchMedia(NIGHT).addEventListener("change", () => {
    usePalette(schemeNow());
    onChange();
  });
}

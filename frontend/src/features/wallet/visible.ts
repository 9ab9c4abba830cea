const MAX_SHOWN_CHARACTERS = 60;

/** A stranger's text: short, with marks that turn or hide text made visible, and no towers of accents. */
export function visible(text: string): string {
  const shown = text.replace(/[[\p{C}\p{Z}]--[ ]]/gv, "\u{fffd}").replace(/(\p{M}{2})\p{M}+/gu, "$1");
  return Array.from(shown).slice(0, MAX_SHOWN_CHARACTERS).join("");
}

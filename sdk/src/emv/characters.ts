/** EMVCo MPM 4.3: at most 512 characters in a merchant-presented code. The same bound keeps any input cheap. */
export const MAX_CHARACTERS = 512;

/**
 * A text in which characters (code points, as EMVCo counts lengths) are addressed in constant time:
 * `starts[n]` is the index into `text` of character n, and the last entry is the end of the text.
 */
export interface Characters {
  readonly text: string;
  readonly starts: readonly number[];
  readonly count: number;
}

/** Finds every character once, so that cutting values out stays linear. A lone surrogate is one character. */
export function splitCharacters(text: string): Characters {
  const starts = [0];
  for (let index = 0; index < text.length;) {
    index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
    starts.push(index);
  }
  return { text, starts, count: starts.length - 1 };
}

/** The text from character `from` up to, not including, character `to`. */
export function sliceCharacters({ text, starts }: Characters, from: number, to: number): string {
  return text.slice(starts[from], starts[to]);
}

/** Whether there are more than `limit` characters, without looking at more of them than that. */
export function hasMoreCharactersThan(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  if (text.length > 2 * limit) return true; // a character takes at most two UTF-16 units
  return splitCharacters(text).count > limit;
}

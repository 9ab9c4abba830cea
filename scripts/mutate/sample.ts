import type { Mutant } from "./mutants.ts";

/**
 * All mutants, shuffled by the seed so that any number of the first ones holds of each file as large a share as the file
 * has of all.
 */
export function inSampleOrder(mutants: readonly Mutant[], seed: number): Mutant[] {
  const roll = diceOf(seed);
  return [...Map.groupBy(mutants, ({ file }) => file).values()]
    .flatMap((ofFile) =>
      ofFile
        .map((mutant) => ({ mutant, roll: roll() }))
        .toSorted((one, other) => one.roll - other.roll)
        .map(({ mutant }, index) => ({ mutant, place: (index + 0.5) / ofFile.length })),
    )
    .toSorted((one, other) => one.place - other.place)
    .map(({ mutant }) => mutant);
}

/** mulberry32: numbers from 0 up to 1, the same for the same seed everywhere. */
function diceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

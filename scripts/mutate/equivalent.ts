import type { Mutant } from "./mutants.ts";

/** A mutant that no test can notice, and why. */
export interface Equivalent extends Pick<Mutant, "file" | "within" | "original" | "mutated"> {
  why: string;
}

export const EQUIVALENT: readonly Equivalent[] = [];

export function isSame(one: Omit<Equivalent, "why">, other: Omit<Equivalent, "why">): boolean {
  return (
    one.file === other.file &&
    one.within === other.within &&
    one.original === other.original &&
    one.mutated === other.mutated
  );
}

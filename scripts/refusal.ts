/** Something that the person at the terminal can put right: shown as its one sentence, without a stack. */
export class Refusal extends Error {
  override readonly name: string = "Refusal";
}

/** Ends the program after an error: a refusal with its sentence alone, a fault with all that is known of it. */
export function exitWith(error: unknown): never {
  console.error(error instanceof Refusal ? error.message : error);
  process.exit(1);
}

import { existsSync, readFileSync } from "node:fs";
import own from "./emv.json" with { type: "json" };

/** A public code with what it decodes to, in the words of the design. */
interface PublicVector {
  readonly id: string;
  readonly mode: "mpm" | "cpm";
  readonly payload: string;
  readonly valid: boolean;
  readonly decoded?: unknown;
  readonly warnings?: readonly string[];
  readonly expectedError?: string;
}

interface ExpectedError {
  readonly code: string;
  readonly id?: string;
  readonly offset?: number;
}

/** A code of our own making: refused with `error`, or accepted with `warnings` and strictly refused for the first. */
interface OwnVector {
  readonly id: string;
  readonly payload: string;
  readonly error?: ExpectedError;
  readonly warnings?: readonly string[];
  readonly strictError?: ExpectedError;
}

export const ownVectors: readonly OwnVector[] = own.vectors;

// Beside the repository, not in it: the codes are other people's.
const publicFile = new URL("../../../../shared/data/emv-vectors.json", import.meta.url);

/** Empty where the file is not there. */
export const publicVectors: readonly PublicVector[] = existsSync(publicFile)
  ? (JSON.parse(readFileSync(publicFile, "utf8")) as { vectors: PublicVector[] }).vectors
  : [];

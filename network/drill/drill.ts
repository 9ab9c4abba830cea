import type { Ability } from "./abilities.ts";
import type { Stage } from "./stage.ts";

export interface Drill {
  /** As it is asked for: `npm run drill -- NAME`. */
  name: string;
  /** What is done. */
  fault: string;
  /** What must hold beside the accounts, which are the same for all. */
  mustHold: string;
  /** For how long payments are offered; the fault is over before. */
  seconds: number;
  /** In so many blocks 95 of 100 payments must be included that are offered while the fault lasts, where it says so. */
  mostBlocks?: number;
  needs?: Ability;
  /** The nodes that clients know, in their order: all validators, unless it says so. */
  urls?: (stage: Stage) => readonly string[];
  /** Makes the fault, mends it, and says what the network did. Throws where something did not hold. */
  run(stage: Stage): Promise<string>;
}

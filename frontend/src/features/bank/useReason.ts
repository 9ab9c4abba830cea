import { useState } from "react";
import type { Hex } from "viem";
import { reasonOf } from "./reason.ts";

export interface Reason {
  text: string;
  /** Somebody wanted to go on without one. */
  isMissed: boolean;
  set: (text: string) => void;
  /** As the chain takes it; says what is missing where there is none. */
  take: () => Hex | undefined;
}

/** What a clerk writes of why an act is done. */
export function useReason(): Reason {
  const [text, setText] = useState("");
  const [isMissed, setIsMissed] = useState(false);
  return {
    text,
    isMissed,
    set: (changed) => {
      setText(changed);
      setIsMissed(false);
    },
    take: () => {
      setIsMissed(text.trim() === "");
      return reasonOf(text);
    },
  };
}

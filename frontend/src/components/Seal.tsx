import { type ReactNode, useEffect } from "react";
import { SealMark } from "./SealMark.tsx";
import { playSealSound } from "./sealSound.ts";

interface SealProps {
  /** The amount that is final. */
  children: ReactNode;
  /** `falls`: it became final before the person's eyes. `lies`: it was final already, as on a receipt. */
  arrival: "falls" | "lies";
}

/** Only what is final on the ledger wears the seal. */
export function Seal({ children, arrival }: SealProps) {
  useEffect(() => {
    if (arrival === "falls") playSealSound();
  }, [arrival]);
  return (
    <span className="amount-room-seal relative isolate inline-block pr-6">
      {children}
      <span className="seal-ink pointer-events-none absolute -top-5 -right-8">
        <span className={`block -rotate-6 ${arrival === "falls" ? "animate-seal" : ""}`}>
          <SealMark className="size-20" />
        </span>
      </span>
    </span>
  );
}

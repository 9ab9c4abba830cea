import { EnrolmentError, type EnrolmentKind, readEnrolment } from "@jiaozi/sdk/enrolment";
import { useState } from "react";
import type { Address } from "viem";
import { useNetwork } from "../../app/network/useNetwork.ts";

export interface BroughtCode {
  /** Of the key in the code, once a right one was brought. */
  address: Address | undefined;
  /** A sentence: why the last one was not taken. */
  error: string | undefined;
  bring: (text: string) => void;
  putAway: () => void;
}

/** An enrolment code of one kind, by whichever way it comes. */
export function useEnrolmentCode(kind: EnrolmentKind): BroughtCode {
  const { genesisHash } = useNetwork().deployment;
  const [address, setAddress] = useState<Address>();
  const [error, setError] = useState<string>();
  return {
    address,
    error,
    bring: (text) => {
      try {
        setAddress(readEnrolment(text, kind, genesisHash));
        setError(undefined);
      } catch (thrown) {
        if (!(thrown instanceof EnrolmentError)) throw thrown;
        setError(thrown.message);
      }
    },
    putAway: () => setAddress(undefined),
  };
}

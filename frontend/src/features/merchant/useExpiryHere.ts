import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { blockQuery } from "../../app/network/useBlock.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";

/** What polling and whole seconds blur: less is no reason to move a countdown. */
const TOLERANCE_SECONDS = 2;

/**
 * The chain's second of expiry on this device's clock, which may be wrong by any amount; `undefined` before the first
 * block. It neither trembles with every block nor stands still while the network is away.
 */
export function useExpiryHere(expiresAt: number): number | undefined {
  const { data: block, dataUpdatedAt } = useQuery({ ...blockQuery(useNetwork()), enabled: false });
  const ahead = block && Math.floor(dataUpdatedAt / 1000) - block.timestamp;
  const [aheadSeconds, setAheadSeconds] = useState(ahead);
  if (ahead !== undefined && (aheadSeconds === undefined || Math.abs(ahead - aheadSeconds) > TOLERANCE_SECONDS)) {
    setAheadSeconds(ahead);
  }
  return aheadSeconds === undefined ? undefined : expiresAt + aheadSeconds;
}

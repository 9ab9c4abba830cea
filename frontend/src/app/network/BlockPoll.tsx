import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { NetworkBand } from "../../components/NetworkBand.tsx";
import { blockQuery, useOfflineSince, useStandstillSince } from "./useBlock.ts";
import { useNetwork } from "./useNetwork.ts";

/**
 * The one poll of the page, once a block. What was read from the chain is read again when a block brought something;
 * which network this is, when the chain went backwards or was away.
 */
export function BlockPoll() {
  const network = useNetwork();
  const queries = useQueryClient();
  const { data: block, isError } = useQuery({
    ...blockQuery(network),
    refetchInterval: network.deployment.blockSeconds * 1000,
    refetchIntervalInBackground: true, // a till in a hidden tab still turns to "paid"
  });
  const offlineSince = useOfflineSince();
  const standstillSince = useStandstillSince();
  const seenNumber = useRef<bigint>(undefined);
  const wasAway = useRef(false);

  useEffect(() => {
    if (isError) wasAway.current = true;
    if (isError || !block) return;
    const before = seenNumber.current;
    seenNumber.current = block.number;
    if (wasAway.current || (before !== undefined && block.number < before)) {
      wasAway.current = false;
      void queries.invalidateQueries({ queryKey: ["deployment"] });
    }
    if (block.isNews) void queries.invalidateQueries({ queryKey: ["chain"] });
  }, [queries, block, isError]);

  return (
    <div className="sticky top-0 z-20">
      <NetworkBand offlineSince={offlineSince} standstillSince={standstillSince} />
    </div>
  );
}

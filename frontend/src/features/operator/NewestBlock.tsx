import { useQuery } from "@tanstack/react-query";
import { NetworkProvider } from "../../app/network/NetworkProvider.tsx";
import { blockQuery } from "../../app/network/useBlock.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { Skeleton } from "../../components/Skeleton.tsx";
import { ChainFigures } from "./ChainFigures.tsx";

/** All that a chain tells whose validators are not told: asked of the chain itself. */
export function NewestBlock() {
  return (
    <NetworkProvider>
      <BlockFacts />
    </NetworkProvider>
  );
}

function BlockFacts() {
  const network = useNetwork();
  const { data: block, dataUpdatedAt } = useQuery({ ...blockQuery(network), enabled: false });
  if (!block) return <Skeleton shape="row" count={2} />;
  const height = Number(block.number);
  const secondsSinceBlock = Math.max(0, Math.floor(dataUpdatedAt / 1000) - block.timestamp);
  const blockMilliseconds = network.deployment.blockSeconds * 1000;
  return <ChainFigures {...{ height, secondsSinceBlock, blockMilliseconds }} />;
}

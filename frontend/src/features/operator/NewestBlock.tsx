import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { NetworkProvider } from "../../app/network/NetworkProvider.tsx";
import { blockQuery } from "../../app/network/useBlock.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { Fact, Facts } from "../../components/Fact.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";

/** All that a chain tells whose validators are not told: asked of the chain itself. */
export function NewestBlock() {
  return (
    <NetworkProvider>
      <BlockFacts />
    </NetworkProvider>
  );
}

function BlockFacts() {
  const { i18n } = useLingui();
  const network = useNetwork();
  const { data: block, dataUpdatedAt } = useQuery({ ...blockQuery(network), enabled: false });
  if (!block) return <Skeleton shape="row" count={2} />;
  const { number: height, timestamp } = block;
  const secondsSinceBlock = Math.max(0, Math.floor(dataUpdatedAt / 1000) - timestamp);
  return (
    <Facts>
      <Fact term={<Trans>Newest block</Trans>}>
        <Trans>
          {i18n.number(height)}, {secondsSinceBlock} s ago
        </Trans>
      </Fact>
      <Fact term={<Trans>From block to block</Trans>}>
        <Trans>{network.deployment.blockSeconds} s</Trans>
      </Fact>
    </Facts>
  );
}

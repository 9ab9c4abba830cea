import type { ChainHealth } from "@jiaozi/sdk/chain-health";
import { Trans, useLingui } from "@lingui/react/macro";
import { Fact, Facts } from "../../components/Fact.tsx";

export function ChainFigures({ health }: { health: ChainHealth }) {
  const { i18n } = useLingui();
  const { height, secondsSinceBlock, blockMilliseconds, waiting } = health;
  const blockSeconds = i18n.number(blockMilliseconds / 1000, { maximumFractionDigits: 2 });
  return (
    <Facts>
      <Fact term={<Trans>Newest block</Trans>}>
        <Trans>
          {i18n.number(height)}, {secondsSinceBlock} s ago
        </Trans>
      </Fact>
      <Fact term={<Trans>From block to block</Trans>}>
        <Trans>{blockSeconds} s</Trans>
      </Fact>
      <Fact term={<Trans>Waiting for a block</Trans>}>{i18n.number(waiting)}</Fact>
    </Facts>
  );
}

import type { ChainHealth } from "@jiaozi/sdk/chain-health";
import { Trans, useLingui } from "@lingui/react/macro";
import { Fact, Facts } from "../../components/Fact.tsx";

interface ChainFiguresProps extends Pick<ChainHealth, "height" | "secondsSinceBlock" | "blockMilliseconds"> {
  /** How many transactions; a chain whose validators are not told does not tell it either. */
  waiting?: number;
}

export function ChainFigures({ height, secondsSinceBlock, blockMilliseconds, waiting }: ChainFiguresProps) {
  const { i18n } = useLingui();
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
      {waiting !== undefined && <Fact term={<Trans>Waiting for a block</Trans>}>{i18n.number(waiting)}</Fact>}
    </Facts>
  );
}

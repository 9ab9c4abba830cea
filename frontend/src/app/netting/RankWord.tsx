import { Trans } from "@lingui/react/macro";
import type { Rank } from "@jiaozi/sdk/netting/instance";
import type { ReactNode } from "react";

const WORDS: Record<Rank, ReactNode> = {
  credit: <Trans>Credit line</Trans>,
  urgent: <Trans>Urgent</Trans>,
  normal: <Trans>Normal</Trans>,
  low: <Trans>Low</Trans>,
};

export function RankWord({ rank }: { rank: Rank }) {
  return WORDS[rank];
}

import { Trans } from "@lingui/react/macro";
import { STATUS } from "@jiaozi/sdk/status";
import type { ReactNode } from "react";
import { useBlock } from "../../app/network/useBlock.ts";
import { StatusBadge } from "../../components/StatusBadge.tsx";

interface StatusWordProps {
  status: number;
  /** Unix seconds: what is active ends by itself then. */
  validUntil?: number;
  /** What "closed" is called here. */
  closed?: ReactNode;
}

/** The registries' word, for banks, customers, merchants and terminals alike. */
export function StatusWord({ status, validUntil, closed }: StatusWordProps) {
  const block = useBlock();
  if (status === STATUS.active && validUntil !== undefined && block && block.timestamp >= validUntil) {
    return (
      <StatusBadge kind="attention">
        <Trans>Expired</Trans>
      </StatusBadge>
    );
  }
  if (status === STATUS.active) {
    return (
      <StatusBadge kind="settled">
        <Trans>Active</Trans>
      </StatusBadge>
    );
  }
  if (status === STATUS.suspended) {
    return (
      <StatusBadge kind="attention">
        <Trans>Suspended</Trans>
      </StatusBadge>
    );
  }
  return <StatusBadge kind="stopped">{closed ?? <Trans>Closed</Trans>}</StatusBadge>;
}

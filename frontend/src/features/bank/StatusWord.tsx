import { Trans } from "@lingui/react/macro";
import { STATUS } from "@jiaozi/sdk/status";
import { StatusBadge } from "../../components/StatusBadge.tsx";

/** The registries' word, for banks, customers, merchants and terminals alike. */
export function StatusWord({ status }: { status: number }) {
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
  return (
    <StatusBadge kind="stopped">
      <Trans>Closed</Trans>
    </StatusBadge>
  );
}

import { Trans } from "@lingui/react/macro";
import { EmptyState } from "../../components/EmptyState.tsx";
import { SideSheet } from "../../components/SideSheet.tsx";

/** The sheet of an address that names nothing of this bank. */
export function NotHere({ onClose }: { onClose: () => void }) {
  return (
    <SideSheet title={<Trans>Not found</Trans>} onClose={onClose}>
      <EmptyState icon="list" title={<Trans>This bank has no such entry</Trans>}>
        <Trans>It may be of another bank, or of a network that was started afresh.</Trans>
      </EmptyState>
    </SideSheet>
  );
}

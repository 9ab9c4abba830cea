import { Trans } from "@lingui/react/macro";
import { EmptyState } from "../../components/EmptyState.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";

/** No database (a private window of some browsers), or no cryptography (an origin that is not secure). */
export function KeyUnusable() {
  return (
    <PhonePlace title="Jiaozi">
      <EmptyState icon="warning" title={<Trans>This browser cannot keep a key here</Trans>}>
        <Trans>Open this page over HTTPS, or on the machine itself, and not in a private window.</Trans>
      </EmptyState>
    </PhonePlace>
  );
}

import { Trans } from "@lingui/react/macro";
import { Button } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";

export function CutShortLink({ onGoOn }: { onGoOn: () => void }) {
  return (
    <PhonePlace
      title={<Trans>Enrolment link</Trans>}
      action={
        <Button width="full" onClick={onGoOn}>
          <Trans>Go on without it</Trans>
        </Button>
      }
    >
      <div className="flex grow flex-col justify-center">
        <EmptyState icon="link" title={<Trans>This enrolment link is not whole</Trans>}>
          <Trans>
            It was cut short when it was copied, so that nobody was enrolled by it. Copy all of it, and open it again.
          </Trans>
        </EmptyState>
      </div>
    </PhonePlace>
  );
}

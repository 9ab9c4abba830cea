import { Trans } from "@lingui/react/macro";
import type { Address } from "viem";
import { Button } from "../../components/Button.tsx";
import { Details, DetailsLine } from "../../components/Details.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";

interface ReplaceKeyProps {
  kept: Address;
  offered: Address;
  onReplace: () => void;
  onKeep: () => void;
}

export function ReplaceKey({ kept, offered, onReplace, onKeep }: ReplaceKeyProps) {
  return (
    <PhonePlace
      title={<Trans>Enrolment link</Trans>}
      action={
        <>
          <Button kind="primary" width="full" onClick={onKeep}>
            <Trans>Keep the person who is here</Trans>
          </Button>
          <Button kind="danger" width="full" onClick={onReplace}>
            <Trans>Replace with the one of the link</Trans>
          </Button>
        </>
      }
    >
      <div className="flex grow flex-col justify-center">
        <EmptyState icon="people" title={<Trans>Somebody else is enrolled here</Trans>}>
          <Trans>
            The link you opened carries another key. Replacing means that this browser forgets the key it has now, and
            no copy is kept.
          </Trans>
        </EmptyState>
        <Details>
          <DetailsLine term={<Trans>Address of the key that is here</Trans>}>{kept}</DetailsLine>
          <DetailsLine term={<Trans>Address of the key in the link</Trans>}>{offered}</DetailsLine>
        </Details>
      </div>
    </PhonePlace>
  );
}

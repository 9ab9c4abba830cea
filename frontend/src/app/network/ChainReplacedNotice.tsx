import { Trans } from "@lingui/react/macro";
import { Button } from "../../components/Button.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";

/** The genesis block is another one than the key was enrolled on. */
export function ChainReplacedNotice({ onEnrolAgain }: { onEnrolAgain: () => void }) {
  return (
    <PhonePlace
      title="Jiaozi"
      action={
        <Button kind="primary" width="full" onClick={onEnrolAgain}>
          <Trans>Enrol again</Trans>
        </Button>
      }
    >
      <Notice kind="attention" title={<Trans>This network was started afresh</Trans>}>
        <Trans>
          The one you were enrolled on is gone, with its balances and codes. Enrol again with a new key, or open a new
          enrolment link. The old key is forgotten then.
        </Trans>
      </Notice>
    </PhonePlace>
  );
}

import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Button } from "../../components/Button.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";

interface EndedProps {
  title: ReactNode;
  name: string;
  aside: ReactNode;
  children: ReactNode;
  /** What to do about it, before going back. */
  action?: ReactNode;
  onNext: () => void;
}

/** Not paid, for good. */
export function Ended({ title, name, aside, children, action, onNext }: EndedProps) {
  return (
    <PhonePlace title={name} aside={aside}>
      <Notice kind="attention" title={title} action={action}>
        {children}
      </Notice>
      <Button width="full" onClick={onNext}>
        <Trans>Back to the keypad</Trans>
      </Button>
    </PhonePlace>
  );
}

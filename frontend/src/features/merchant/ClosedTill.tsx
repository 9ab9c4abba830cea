import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { useRoleKey } from "../../app/keys/useRoleKey.ts";
import { Button } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import type { TillTrouble } from "./useTill.ts";

const WORDS: Record<TillTrouble, { title: ReactNode; next: ReactNode }> = {
  revoked: {
    title: <Trans>Your bank has withdrawn this till</Trans>,
    next: <Trans>It can take no more payments. Set up another till, or talk to your bank.</Trans>,
  },
  expired: {
    title: <Trans>This till's registration has run out</Trans>,
    next: <Trans>Set it up as another till, and show its code to your bank.</Trans>,
  },
  merchant: {
    title: <Trans>Your shop cannot take payments now</Trans>,
    next: <Trans>Your bank has stopped it. Talk to your bank.</Trans>,
  },
  account: {
    title: <Trans>The account that your shop is paid to is stopped</Trans>,
    next: <Trans>Nobody can pay until it is open again. Talk to your bank.</Trans>,
  },
  bank: {
    title: <Trans>Your bank is not taking part at the moment</Trans>,
    next: <Trans>The till opens by itself when your bank is back.</Trans>,
  },
  currency: {
    title: <Trans>This till does not know its currency</Trans>,
    next: <Trans>Reload the page. If that does not help, talk to your bank.</Trans>,
  },
};

export function ClosedTill({ trouble, name }: { trouble: TillTrouble; name: string }) {
  const { title, next } = WORDS[trouble];
  const { create } = useRoleKey("till"); // a bank registers a key once, so that it takes another
  return (
    <PhonePlace
      title={name}
      action={
        (trouble === "revoked" || trouble === "expired") && (
          <Button kind="primary" width="full" onClick={() => void create()}>
            <Trans>Set up another till</Trans>
          </Button>
        )
      }
    >
      <EmptyState icon="stopped" title={title}>
        {next}
      </EmptyState>
    </PhonePlace>
  );
}

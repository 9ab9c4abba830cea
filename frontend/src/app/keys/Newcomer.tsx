import { Trans } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import type { IconName } from "../../components/Icon.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import { useConnectedWallet } from "./ConnectedWallet.ts";
import type { Role } from "./role.ts";
import { WaitingCodeNotice } from "./WaitingCodeNotice.tsx";

interface Welcome {
  icon: IconName;
  place: ReactNode;
  title: ReactNode;
  words: ReactNode;
  begin: ReactNode;
}

const WELCOMES: Record<Role, Welcome> = {
  till: {
    icon: "shop",
    place: <Trans>Till</Trans>,
    title: <Trans>This device is not a till yet</Trans>,
    words: <Trans>It makes a key of its own, which stays here. Your bank then admits it to your shop.</Trans>,
    begin: <Trans>Set up this till</Trans>,
  },
  wallet: {
    icon: "wallet",
    place: <Trans>Wallet</Trans>,
    title: <Trans>This device is not a wallet yet</Trans>,
    words: <Trans>It makes a key of its own, which stays here. Your bank then connects it to your account.</Trans>,
    begin: <Trans>Set up this wallet</Trans>,
  },
  bank: {
    icon: "bank",
    place: <Trans>Bank</Trans>,
    title: <Trans>This desk is not admitted yet</Trans>,
    words: <Trans>It makes a key of its own, which stays here. Your bank's administration then admits it.</Trans>,
    begin: <Trans>Set up this desk</Trans>,
  },
};

/** Nobody has a key here yet. */
export function Newcomer({ keyRole, onCreate }: { keyRole: Role; onCreate: () => Promise<void> }) {
  const { icon, place, title, words, begin } = WELCOMES[keyRole];
  const { installed, error } = useConnectedWallet();
  const [isBusy, setIsBusy] = useState(false);
  return (
    <PhonePlace
      title={place}
      action={
        <>
          <Button kind="primary" width="full" isBusy={isBusy} onClick={() => (setIsBusy(true), void onCreate())}>
            {begin}
          </Button>
          {installed.map((wallet) => (
            <Button key={wallet.id} icon="wallet" width="full" onClick={wallet.connect}>
              <Trans>Use {wallet.name}</Trans>
            </Button>
          ))}
        </>
      }
    >
      <WaitingCodeNotice keyRole={keyRole} />
      <div className="flex grow flex-col justify-center">
        <EmptyState icon={icon} title={title}>
          {words}
        </EmptyState>
      </div>
      {error && (
        <Notice kind="attention" title={<Trans>The wallet was not connected</Trans>}>
          <Trans>It declined, or did not answer. Open it and try again.</Trans>
        </Notice>
      )}
    </PhonePlace>
  );
}

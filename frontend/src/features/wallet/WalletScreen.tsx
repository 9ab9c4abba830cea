import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import type { Place } from "../../components/PlaceLink.tsx";

const PLACES: readonly Place[] = [
  { to: "/", label: <Trans>Home</Trans>, icon: "home" },
  { to: "/scan", label: <Trans>Scan</Trans>, icon: "scan" },
  { to: "/payments", label: <Trans>Payments</Trans>, icon: "list" },
  { to: "/account", label: <Trans>Account</Trans>, icon: "wallet" },
];

interface WalletScreenProps {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}

/** A screen with the wallet's bar below. */
export function WalletScreen({ title, aside, children }: WalletScreenProps) {
  return (
    <PhonePlace title={title} places={PLACES} aside={aside}>
      {children}
    </PhonePlace>
  );
}

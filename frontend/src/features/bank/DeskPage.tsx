import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { DeskPlace } from "../../components/DeskPlace.tsx";
import type { Place } from "../../components/PlaceLink.tsx";
import { useOpenDesk } from "./DeskContext.ts";

const PLACES: readonly Place[] = [
  { to: "/", label: <Trans>Home</Trans>, icon: "home" },
  { to: "/customers", label: <Trans>Customers</Trans>, icon: "people" },
  { to: "/merchants", label: <Trans>Merchants</Trans>, icon: "shop" },
  { to: "/deposits", label: <Trans>Deposits</Trans>, icon: "wallet" },
  { to: "/settlement", label: <Trans>Settlement</Trans>, icon: "bank" },
  { to: "/clerks", label: <Trans>Clerks</Trans>, icon: "inbox" },
];

interface DeskPageProps {
  title: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function DeskPage({ title, actions, children }: DeskPageProps) {
  const { bank } = useOpenDesk();
  return (
    <DeskPlace title={title} subtitle={bank.name} actions={actions} places={PLACES}>
      {children}
    </DeskPlace>
  );
}

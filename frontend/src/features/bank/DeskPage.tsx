import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { DeskPlace } from "../../components/DeskPlace.tsx";
import type { Place } from "../../components/PlaceLink.tsx";
import { useSortedProposals } from "./approvals/useProposals.ts";
import { useOpenDesk } from "./DeskContext.ts";

const APPROVALS = "/approvals";

const PLACES: readonly Place[] = [
  { to: "/", label: <Trans>Home</Trans>, icon: "home" },
  { to: "/customers", label: <Trans>Customers</Trans>, icon: "people" },
  { to: "/merchants", label: <Trans>Merchants</Trans>, icon: "shop" },
  { to: "/deposits", label: <Trans>Deposits</Trans>, icon: "wallet" },
  { to: "/settlement", label: <Trans>Settlement</Trans>, icon: "bank" },
  { to: "/queue", label: <Trans>Queue</Trans>, icon: "list" },
  { to: APPROVALS, label: <Trans>Approvals</Trans>, icon: "check" },
];

/** Who works here is the administration's to look after. */
const ADMINISTRATION_PLACES: readonly Place[] = [
  ...PLACES,
  { to: "/clerks", label: <Trans>Clerks</Trans>, icon: "inbox" },
];

interface DeskPageProps {
  title: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function DeskPage({ title, actions, children }: DeskPageProps) {
  const { bank, duties } = useOpenDesk();
  const waitingCount = useSortedProposals().data?.forMe.length ?? 0;
  const places = (duties.has("administration") ? ADMINISTRATION_PLACES : PLACES).map((place) =>
    place.to === APPROVALS ? { ...place, waitingCount } : place,
  );
  return (
    <DeskPlace title={title} subtitle={bank.name} actions={actions} places={places}>
      {children}
    </DeskPlace>
  );
}

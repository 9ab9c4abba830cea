import { Trans } from "@lingui/react/macro";
import type { Place } from "../../components/PlaceLink.tsx";

export const OPERATOR_PLACES: readonly Place[] = [
  { to: "/", label: <Trans>Chain</Trans>, icon: "link" },
  { to: "/queue", label: <Trans>Queue</Trans>, icon: "list" },
];

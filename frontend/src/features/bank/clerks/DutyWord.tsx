import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Duty } from "../useDesk.ts";

const WORDS: Record<Duty, ReactNode> = {
  administration: <Trans>Administration</Trans>,
  onboarding: <Trans>Customers and merchants</Trans>,
  issuance: <Trans>Deposits</Trans>,
  treasury: <Trans>Treasury</Trans>,
  acquiring: <Trans>Merchants' payments</Trans>,
  compliance: <Trans>Compliance</Trans>,
};

export function DutyWord({ duty }: { duty: Duty }) {
  return WORDS[duty];
}

import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Notice } from "../../components/Notice.tsx";
import type { Duty } from "./useDesk.ts";
import { useWay } from "./useWay.ts";

const NEEDED: Record<Duty, ReactNode> = {
  administration: <Trans>Only the bank's administration can do this. You may look at it.</Trans>,
  onboarding: <Trans>Only clerks for customers and merchants can do this. You may look at it.</Trans>,
  issuance: <Trans>Only clerks for deposits can do this. You may look at it.</Trans>,
  treasury: <Trans>Only the bank's treasury can do this. You may look at it.</Trans>,
  acquiring: <Trans>Only clerks for merchants' payments can do this. You may look at it.</Trans>,
  compliance: <Trans>Only the bank's compliance can do this. You may look at it.</Trans>,
};

/** Why the buttons of this page are off; nothing for a clerk who may press them. */
export function DutyNotice({ duty }: { duty: Duty }) {
  return useWay(duty) ? null : (
    <Notice kind="attention" title={<Trans>You can look, but not act</Trans>}>
      {NEEDED[duty]}
    </Notice>
  );
}

/** The same beside the buttons of one part of a sheet. */
export function DutyLine({ duty }: { duty: Duty }) {
  const way = useWay(duty);
  if (way === "alone") return null;
  return (
    <p className="w-full text-note text-ink-soft">
      {way === "together" ? <Trans>You propose it, and another clerk approves it.</Trans> : NEEDED[duty]}
    </p>
  );
}

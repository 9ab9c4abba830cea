import { Trans } from "@lingui/react/macro";
import { EnrolmentError, readEnrolment } from "@jiaozi/sdk/enrolment";
import type { RequestError } from "@jiaozi/sdk/request/request-error";
import type { ReactNode } from "react";
import type { Hex } from "viem";
import type { ForeignCode } from "./foreignCode.ts";
import type { StoppedCode } from "./useVerifiedCode.ts";

/** The sentence for a code that is not paid: the sdk's, or a plainer one for what is no payment code at all. */
export function whyStopped({ stopped, text }: StoppedCode, foreign: ForeignCode | undefined, genesis: Hex): ReactNode {
  if (!isNoCode(stopped)) return stopped.message;
  if (foreign) return <Trans>This code belongs to another payment scheme and cannot be paid here.</Trans>;
  if (isEnrolment(text, genesis)) {
    return <Trans>This is an enrolment code. It is for a bank to scan; ask the shop for its payment code.</Trans>;
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) {
    return <Trans>This code is a link to something else, not a payment. Ask the shop for its payment code.</Trans>;
  }
  if (text === "") return <Trans>There is no code here. Scan the shop's code, or paste its text.</Trans>;
  return <Trans>This is some other text, not a payment code. Ask the shop for its payment code.</Trans>;
}

function isNoCode({ code, emvCode }: RequestError): boolean {
  return code === "NOT_READABLE" && (emvCode === "NOT_EMV" || emvCode === "TOO_LONG");
}

function isEnrolment(text: string, genesis: Hex): boolean {
  try {
    readEnrolment(text, "customer", genesis);
    return true;
  } catch (error) {
    return error instanceof EnrolmentError && error.code !== "NOT_AN_ENROLMENT_CODE";
  }
}

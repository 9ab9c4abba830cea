import { Trans } from "@lingui/react/macro";
import { useLocation } from "wouter";
import { Notice } from "../../components/Notice.tsx";
import type { Role } from "./role.ts";

/** A payment code was opened where nothing can be paid yet. It stays in the address until something can. */
export function WaitingCodeNotice({ keyRole }: { keyRole: Role }) {
  const [place] = useLocation();
  if (keyRole !== "wallet" || place !== "/review") return null;
  return (
    <Notice kind="attention" title={<Trans>A payment waits for this wallet</Trans>}>
      <Trans>
        Nothing was taken. If your wallet is on another device, open the code there; if not, the payment comes up here
        once your bank has connected this one.
      </Trans>
    </Notice>
  );
}

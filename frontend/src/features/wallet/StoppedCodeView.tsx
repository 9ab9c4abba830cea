import { Trans } from "@lingui/react/macro";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { Details, DetailsLine } from "../../components/Details.tsx";
import { Fact, Facts } from "../../components/Fact.tsx";
import { Notice } from "../../components/Notice.tsx";
import { readForeignCode } from "./foreignCode.ts";
import type { StoppedCode } from "./useVerifiedCode.ts";
import { visible } from "./visible.ts";
import { whyStopped } from "./whyStopped.tsx";

/** Why this code is not paid. A code of another scheme is named and shown, and can be done nothing with. */
export function StoppedCodeView({ code }: { code: StoppedCode }) {
  const { stopped, text } = code;
  const { genesisHash } = useNetwork().deployment;
  const mayBeForeign = stopped.code === "NOT_OURS" || stopped.code === "NOT_READABLE";
  const foreign = mayBeForeign ? readForeignCode(text) : undefined;
  return (
    <>
      <Notice kind="refused" title={<Trans>This code cannot be paid</Trans>}>
        {whyStopped(code, foreign, genesisHash)} <Trans>Nothing was taken.</Trans>
      </Notice>
      {foreign && (
        <Facts>
          <Fact term={<Trans>Scheme</Trans>}>
            <bdi>{foreign.schemes}</bdi>
          </Fact>
          {foreign.merchant && (
            <Fact term={<Trans>Shop, as the code says</Trans>}>
              <bdi>{foreign.merchant}</bdi>
            </Fact>
          )}
          {foreign.amount && (
            <Fact term={<Trans>Amount, as the code says</Trans>}>
              <bdi>{foreign.amount}</bdi>
            </Fact>
          )}
        </Facts>
      )}
      <Details>
        <DetailsLine term={<Trans>Reason</Trans>}>{stopped.code}</DetailsLine>
        <DetailsLine term={<Trans>Technically</Trans>}>
          <bdi>{visible(stopped.detail)}</bdi>
        </DetailsLine>
      </Details>
    </>
  );
}

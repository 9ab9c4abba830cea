import { Trans } from "@lingui/react/macro";
import { merchantRegistryAbi } from "@jiaozi/sdk/abis/merchant-registry";
import { useState } from "react";
import type { Hex } from "viem";
import { useBlock } from "../../../app/network/useBlock.ts";
import { useNetwork } from "../../../app/network/useNetwork.ts";
import { Button } from "../../../components/Button.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { Select } from "../../../components/Select.tsx";
import { AmountField, readAmount } from "../../../components/AmountField.tsx";
import { BringCode } from "../BringCode.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { DutyLine } from "../DutyNotice.tsx";
import { useAct } from "../../../app/keys/useAct.tsx";
import { useEnrolmentCode } from "../useEnrolmentCode.ts";
import { validUntil, type Years, YearsField } from "../YearsField.tsx";

/** MerchantRegistry keeps caps as uint48. */
const MAX_CAP_MINOR = 2n ** 48n - 1n;
/** Caps of printed codes and of refunds are kept in fewer bits. */
const MAX_SMALL_CAP_MINOR = 2n ** 40n - 1n;

/** By the code of the merchant's new till: the key was made there, and the bank never sees it. */
export function AddTerminal({ merchantId }: { merchantId: Hex }) {
  const { duties, currencies } = useOpenDesk();
  const { contracts } = useNetwork().deployment;
  const block = useBlock();
  const { run, isBusy, refusal } = useAct("bank");
  const { address: terminal, error: codeError, bring, putAway } = useEnrolmentCode("terminal");
  const [code, setCode] = useState(currencies[0]?.currency.code ?? "");
  const [capText, setCapText] = useState("50000.00");
  const [staticCapText, setStaticCapText] = useState("1000.00");
  const [refundCapText, setRefundCapText] = useState("20000.00");
  const [years, setYears] = useState<Years>("2");
  const currency = currencies.find((each) => each.currency.code === code)?.currency;
  if (!currency) return null;
  if (!duties.has("onboarding")) return <DutyLine duty="onboarding" />;
  const capMinor = readAmount(capText, currency);
  const staticCapMinor = readAmount(staticCapText, currency);
  const refundCapMinor = readAmount(refundCapText, currency);
  const isTooHigh = capMinor !== undefined && capMinor > MAX_CAP_MINOR;
  const isStaticTooHigh =
    capMinor !== undefined &&
    staticCapMinor !== undefined &&
    (staticCapMinor > capMinor || staticCapMinor > MAX_SMALL_CAP_MINOR);
  const isRefundTooHigh = refundCapMinor !== undefined && refundCapMinor > MAX_SMALL_CAP_MINOR;
  const isReady =
    capMinor !== undefined &&
    staticCapMinor !== undefined &&
    refundCapMinor !== undefined &&
    !isTooHigh &&
    !isStaticTooHigh &&
    !isRefundTooHigh &&
    block;

  async function register() {
    if (!terminal || !isReady || !currency) return;
    const isDone = await run((write) =>
      write({
        address: contracts.merchantRegistry,
        abi: merchantRegistryAbi,
        functionName: "registerTerminal",
        args: [
          merchantId,
          terminal,
          currency.number,
          Number(capMinor),
          Number(staticCapMinor),
          Number(refundCapMinor),
          validUntil(block.timestamp, years),
        ],
      }),
    );
    if (isDone) putAway();
  }

  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-lead font-semibold">
        <Trans>Add a till</Trans>
      </h3>
      {terminal ? (
        <>
          <Notice kind="settled" title={<Trans>The till's code is read</Trans>}>
            <span className="font-mono break-all">{terminal}</span>
          </Notice>
          <Select
            label={<Trans>Currency</Trans>}
            value={code}
            options={currencies.map((each) => ({ value: each.currency.code, label: each.currency.code }))}
            onValue={setCode}
          />
          <AmountField
            label={<Trans>Most for one payment</Trans>}
            currency={currency}
            text={capText}
            onText={setCapText}
            error={isTooHigh && <Trans>This is more than a till can be given.</Trans>}
          />
          <AmountField
            label={<Trans>Most for one payment by a printed code</Trans>}
            currency={currency}
            text={staticCapText}
            onText={setStaticCapText}
            error={isStaticTooHigh && <Trans>A printed code may not take more than the till itself.</Trans>}
          />
          <AmountField
            label={<Trans>Most that it refunds in a day</Trans>}
            currency={currency}
            text={refundCapText}
            onText={setRefundCapText}
            error={isRefundTooHigh && <Trans>This is more than a till can be given.</Trans>}
          />
          <YearsField years={years} onYears={setYears} />
          {refusal}
          <Button kind="primary" width="full" isBusy={isBusy} disabled={!isReady} onClick={() => void register()}>
            <Trans>Register this till</Trans>
          </Button>
        </>
      ) : (
        <BringCode onText={bring} error={codeError} />
      )}
    </section>
  );
}

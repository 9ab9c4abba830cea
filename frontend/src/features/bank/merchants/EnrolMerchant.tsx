import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { merchantRegistryAbi } from "@jiaozi/sdk/abis/merchant-registry";
import { isEmvText } from "@jiaozi/sdk/request/compose";
import { STATUS } from "@jiaozi/sdk/status";
import { type ReactNode, useState } from "react";
import { type Address, stringToHex } from "viem";
import { useNetwork } from "../../../app/network/useNetwork.ts";
import { Button } from "../../../components/Button.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { Field } from "../../../components/Field.tsx";
import { SideSheet } from "../../../components/SideSheet.tsx";
import { SelectCustomer } from "../customers/SelectCustomer.tsx";
import { useCustomers } from "../customers/useCustomers.ts";
import { useOpenDesk } from "../DeskContext.ts";
import { useAct } from "../../../app/keys/useAct.tsx";

/** EMV objects 59 and 60. */
const MAX_NAME = 25;
const MAX_CITY = 15;

interface EnrolMerchantProps {
  onEnrolled: (name: string) => void;
  onClose: () => void;
}

/** A merchant is a customer who takes payments: its payout account is there first. */
export function EnrolMerchant({ onEnrolled, onClose }: EnrolMerchantProps) {
  const { t } = useLingui();
  const { bank } = useOpenDesk();
  const { contracts } = useNetwork().deployment;
  const { data: customers } = useCustomers();
  const { run, isBusy, refusal } = useAct("bank");
  const [nameText, setNameText] = useState("");
  const [cityText, setCityText] = useState("");
  const [country, setCountry] = useState("HK");
  const [category, setCategory] = useState("5812");
  const [payout, setPayout] = useState<Address>();

  const [name, city] = [nameText.trim(), cityText.trim()];
  const isReady =
    isEmvText(name, MAX_NAME) && isEmvText(city, MAX_CITY) && /^[A-Z]{2}$/.test(country) && /^\d{4}$/.test(category);

  async function enrol() {
    if (!payout) return;
    const isDone = await run((write) =>
      write({
        address: contracts.merchantRegistry,
        abi: merchantRegistryAbi,
        functionName: "enrol",
        args: [bank.id, payout, Number(category), stringToHex(country, { size: 2 }), name, city],
      }),
    );
    if (!isDone) return;
    onEnrolled(name);
    onClose();
  }

  if (customers?.every(({ status }) => status === STATUS.closed)) {
    return (
      <SideSheet title={<Trans>Enrol a merchant</Trans>} onClose={onClose}>
        <EmptyState icon="people" title={<Trans>No account to pay out to yet</Trans>}>
          <Trans>Enrol the owner as a customer first: what the shop takes is credited to that account.</Trans>
        </EmptyState>
      </SideSheet>
    );
  }
  return (
    <SideSheet
      title={<Trans>Enrol a merchant</Trans>}
      onClose={onClose}
      actions={
        <Button kind="primary" width="full" isBusy={isBusy} disabled={!isReady || !payout} onClick={() => void enrol()}>
          <Trans>Enrol {name}</Trans>
        </Button>
      }
    >
      {refusal}
      <Field
        label={<Trans>Trading name</Trans>}
        value={nameText}
        hint={<Trans>What every cardholder sees, in at most {MAX_NAME} Latin letters. It is public.</Trans>}
        error={whyNot(name, MAX_NAME)}
        onChange={(event) => setNameText(event.target.value)}
      />
      <Field
        label={<Trans>City</Trans>}
        value={cityText}
        hint={<Trans>At most {MAX_CITY} Latin letters</Trans>}
        error={whyNot(city, MAX_CITY)}
        onChange={(event) => setCityText(event.target.value)}
      />
      <Field
        label={<Trans>Country</Trans>}
        value={country}
        maxLength={2}
        hint={<Trans>Two letters, like HK</Trans>}
        onChange={(event) => setCountry(event.target.value.toUpperCase())}
      />
      <Field
        label={<Trans>Merchant category</Trans>}
        inputMode="numeric"
        value={category}
        maxLength={4}
        list="categories"
        hint={<Trans>Four digits (ISO 18245)</Trans>}
        onChange={(event) => setCategory(event.target.value)}
      />
      <datalist id="categories">
        <option value="5812">{t`Eating places`}</option>
        <option value="5411">{t`Groceries`}</option>
        <option value="5912">{t`Pharmacies`}</option>
        <option value="5999">{t`Other retail`}</option>
        <option value="7011">{t`Lodging`}</option>
      </datalist>
      <SelectCustomer
        label={<Trans>Credited to</Trans>}
        customers={customers ?? []}
        account={payout}
        onAccount={setPayout}
      />
    </SideSheet>
  );
}

/** Codes carry only what a card terminal can print. */
function whyNot(text: string, most: number): ReactNode {
  if (text === "" || isEmvText(text, most)) return undefined;
  if (text.length > most) {
    const tooMany = text.length - most;
    return <Plural value={tooMany} one="Shorten it by # character." other="Shorten it by # characters." />;
  }
  return <Trans>Write it in Latin letters without accents, like Lucky Noodles: codes cannot carry others.</Trans>;
}

import { currencyByCode } from "@jiaozi/sdk/currencies";
import { paymentHubAbi } from "@jiaozi/sdk/abis/payment-hub";
import { signApproval } from "@jiaozi/sdk/approval/payment-approval";
import { composeCode } from "@jiaozi/sdk/request/compose";
import { requestDigest, type SignedRequest } from "@jiaozi/sdk/request/payment-request";
import hre from "hardhat";
import { bytesToHex, type Hex, type TransactionReceipt, zeroHash } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { demonstrate } from "../network/demonstration.ts";
import type { Person } from "../network/seed.ts";
import { createSender, type Provider, type Sender } from "../network/sender.ts";
import { deployPlainToken, plainTokenAbi } from "./plain-token.ts";
import { grouped, table } from "./table.ts";
import { gasByPart, PARTS } from "./gas-by-part.ts";

const HARBOUR = 1;
const LOTUS = 2;
const AMOUNT_MINOR = 48_00n;
/** Bare prototypes of this slice, without registries behind proxies: what costs more has a reason. */
const PROTOTYPE_GAS = { onUs: 79_224, crossBank: 111_696 };

/** Transaction gas of a payment, recipients warm, beside a plain OpenZeppelin ERC-20 transfer on the same chain. */
export async function benchGas(): Promise<string> {
  const connection = await hre.network.create({ network: "default", override: { accounts: [] } });
  const provider: Provider = connection.provider;
  const { deployment, people } = await demonstrate(provider);
  const { chainId, guid, contracts } = deployment;
  const domain = { chainId, guid, paymentHub: contracts.paymentHub };
  const keys = { till: keyOf(people, "Lucky Noodles"), mei: keyOf(people, "Mei"), ken: keyOf(people, "Ken") };
  const mei = createSender(provider, chainId, keys.mei);
  const ken = createSender(provider, chainId, keys.ken);

  const pay = async (payer: Sender, bank: number) => {
    const signed = await askAt(payer, domain, keys.till);
    return await payer.send(contracts.paymentHub, paymentHubAbi, "pay", [signed, bank, AMOUNT_MINOR, 0n, zeroHash]);
  };
  const relay = async (payer: Sender, key: Hex, bank: number, relayer: Sender) => {
    const signed = await askAt(payer, domain, keys.till);
    const approval = {
      request: requestDigest(signed.request, domain),
      merchantName: "Lucky Noodles",
      payer: payer.address,
      amountMinor: AMOUNT_MINOR,
      tipMinor: 0n,
      bank,
      currency: signed.request.currency,
      maxDebitMinor: AMOUNT_MINOR,
      validBefore: signed.request.expiresAt,
      nonce: zeroHash,
    };
    const signature = await signApproval(approval, domain, privateKeyToAccount(key));
    return await relayer.send(contracts.paymentHub, paymentHubAbi, "payApproved", [signed, approval, signature]);
  };

  await pay(mei, LOTUS); // from now on the merchant's account and the banks' balances are warm, as in a day's trade
  await pay(ken, HARBOUR);
  const token = await deployPlainToken(mei);
  await mei.send(token, plainTokenAbi, "transfer", [ken.address, 1n]);
  const transfer = await mei.send(token, plainTokenAbi, "transfer", [ken.address, 1n]);
  const onUs = await pay(ken, HARBOUR);
  const crossBank = await pay(mei, LOTUS);
  const onUsRelayed = await relay(ken, keys.ken, HARBOUR, mei);
  const crossBankRelayed = await relay(mei, keys.mei, LOTUS, ken);

  const row = (name: string, { gasUsed }: TransactionReceipt, prototypeGas?: number) => [
    name,
    grouped(Number(gasUsed)),
    `${(Number(gasUsed) / Number(transfer.gasUsed)).toFixed(2)} ×`,
    prototypeGas === undefined ? "" : grouped(prototypeGas),
  ];
  const totals = table(
    ["transaction", "gas", "of a transfer", "bare prototype"],
    [
      row("*plain OpenZeppelin ERC-20 transfer*", transfer),
      row("payment within one bank", onUs, PROTOTYPE_GAS.onUs),
      row("payment across banks", crossBank, PROTOTYPE_GAS.crossBank),
      row("payment within one bank, relayed approval", onUsRelayed),
      row("payment across banks, relayed approval", crossBankRelayed),
    ],
  );
  const traced = [
    await gasByPart(provider, onUs.transactionHash, deployment),
    await gasByPart(provider, crossBank.transactionHash, deployment),
  ];
  const parts = table(
    ["where the gas of a payment goes", "one bank", "across banks"],
    PARTS.map((part) => [part, ...traced.map((byPart) => grouped(byPart.get(part) ?? 0))]),
  );
  await connection.close();
  return `## Gas\n${totals}\n\n${parts}`;
}

async function askAt(
  payer: Sender,
  domain: { chainId: number; guid: string; paymentHub: Hex },
  tillKey: Hex,
): Promise<SignedRequest> {
  const currency = currencyByCode("HKD");
  if (currency === undefined) throw new Error("the currency table has no HKD");
  const { timestamp } = await payer.reader.getBlock();
  const { request, r, yParityAndS } = await composeCode(
    { merchantId: "0x0001000000000001", name: "Lucky Noodles", city: "Hong Kong", country: "HK", category: 5812 },
    {
      requestId: bytesToHex(crypto.getRandomValues(new Uint8Array(16))),
      currency,
      amountMinor: AMOUNT_MINOR,
      expiresAt: timestamp + 300n,
    },
    domain,
    privateKeyToAccount(tillKey),
  );
  return { request, r, yParityAndS };
}

function keyOf(people: readonly Person[], name: string): Hex {
  const path = people.find((person) => person.name.startsWith(name))?.path ?? "";
  const key = /#key=(0x[0-9a-f]{64})/.exec(path)?.[1];
  if (key === undefined) throw new Error(`the demonstration has nobody called ${name}`);
  return key as Hex;
}

import { customerRegistryAbi } from "@jiaozi/sdk/abis/customer-registry";
import { depositTokenAbi } from "@jiaozi/sdk/abis/deposit-token";
import { merchantRegistryAbi } from "@jiaozi/sdk/abis/merchant-registry";
import { paymentHubAbi } from "@jiaozi/sdk/abis/payment-hub";
import { signApproval } from "@jiaozi/sdk/approval/payment-approval";
import { currencyByCode } from "@jiaozi/sdk/currencies";
import { composeCode } from "@jiaozi/sdk/request/compose";
import { requestDigest, type SignedRequest } from "@jiaozi/sdk/request/payment-request";
import {
  bytesToHex,
  encodeFunctionData,
  type Hex,
  keccak256,
  padHex,
  parseEventLogs,
  stringToHex,
  type TransactionReceipt,
  zeroHash,
} from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import type { Demonstration } from "../network/demonstration.ts";
import { clerkKeys, keyInLink, type Person } from "../network/seed.ts";
import { decideTogether } from "../network/four-eyes.ts";
import { createSender, type Provider, type Sender } from "../network/sender.ts";
import { deployPlainToken, plainTokenAbi } from "./plain-token.ts";

const HARBOUR = 1;
const LOTUS = 2;
const HKD = 344;
const AMOUNT_MINOR = 48_00n;
const POCKET_MINOR = 10_000_00n;
const MERCHANT_ID = "0x0001000000000001";
const MERCHANT = {
  merchantId: MERCHANT_ID,
  name: "Lucky Noodles",
  city: "Hong Kong",
  country: "HK",
  category: 5812,
} as const;
const FEE_PLAN = { plan: 1, merchantBps: 80 };
const WEEK_SECONDS = 7n * 24n * 60n * 60n;
const REASON = padHex(stringToHex("bench"), { size: 32, dir: "right" });

/** A merchant at Harbour Bank who pays fees, and customers of both banks who have paid before. */
export async function openMarket(provider: Provider, { deployment, people }: Demonstration) {
  const { chainId, guid, contracts } = deployment;
  const hub = contracts.paymentHub;
  const domain = { chainId, guid, paymentHub: hub };
  const sender = (name: string) => createSender(provider, chainId, keyOf(people, name));
  const [till, mei, ken, lin] = [sender("Lucky Noodles"), sender("Mei"), sender("Ken"), sender("Lin")];
  const staffOf = (bank: number) => {
    const deployed = deployment.banks.find(({ id }) => id === bank);
    if (!deployed) throw new Error(`there is no bank ${bank}`);
    const [maker, checker] = clerkKeys(people, deployed).map((key) => createSender(provider, chainId, key));
    if (!maker || !checker) throw new Error(`bank ${bank} has no two clerks`);
    return { maker, checker, control: deployed.control };
  };
  const terms = [MERCHANT_ID, FEE_PLAN.plan, FEE_PLAN.merchantBps, REASON] as const;
  await staffOf(HARBOUR).maker.send(contracts.merchantRegistry, merchantRegistryAbi, "assignFeePlan", terms);

  const tokenAt = (bank: number) => deployment.banks.find(({ id }) => id === bank)?.depositTokens[HKD] ?? "0x";

  async function ask(captureAfterSeconds = 0n): Promise<SignedRequest> {
    const currency = currencyByCode("HKD");
    if (currency === undefined) throw new Error("the currency table has no HKD");
    const { timestamp } = await mei.reader.getBlock();
    const captureBefore = captureAfterSeconds === 0n ? 0n : timestamp + captureAfterSeconds;
    const { request, r, yParityAndS } = await composeCode(
      MERCHANT,
      {
        requestId: bytesToHex(crypto.getRandomValues(new Uint8Array(16))),
        currency,
        amountMinor: AMOUNT_MINOR,
        expiresAt: timestamp + 600n,
        captureBefore,
      },
      domain,
      privateKeyToAccount(keyOf(people, "Lucky Noodles")),
    );
    return { request, r, yParityAndS };
  }

  async function approve(signed: SignedRequest, key: Hex, bank: number) {
    const account = privateKeyToAccount(key);
    const approval = {
      request: requestDigest(signed.request, domain),
      merchantName: MERCHANT.name,
      payer: account.address,
      amountMinor: AMOUNT_MINOR,
      tipMinor: 0n,
      bank,
      currency: HKD,
      maxDebitMinor: AMOUNT_MINOR,
      validBefore: signed.request.expiresAt,
      nonce: zeroHash,
    };
    return { signed, approval, signature: await signApproval(approval, domain, account) };
  }

  const pay = async (payer: Sender, bank: number) =>
    await payer.send(hub, paymentHubAbi, "pay", [await ask(), bank, AMOUNT_MINOR, 0n, zeroHash]);
  const relay = async (key: Hex, bank: number, relayer: Sender) => {
    const { signed, approval, signature } = await approve(await ask(), key, bank);
    return await relayer.send(hub, paymentHubAbi, "payApproved", [signed, approval, signature]);
  };
  const hold = async (payer: Sender, bank: number) =>
    await payer.send(hub, paymentHubAbi, "authorize", [await ask(WEEK_SECONDS), bank, AMOUNT_MINOR, 0n, zeroHash]);

  /** One of each, after one of each that warmed the accounts as a day's trade would. */
  async function trade() {
    const plainToken = await deployPlainToken(mei);
    const move = async () => await mei.send(plainToken, plainTokenAbi, "transfer", [ken.address, 1n]);
    const transfer = async () => await ken.send(tokenAt(HARBOUR), depositTokenAbi, "transfer", [lin.address, 1n]);
    const round = async () => {
      const [onUs, crossBank] = [await pay(ken, HARBOUR), await pay(mei, LOTUS)];
      const [heldOnUs, authorize] = [await hold(ken, HARBOUR), await hold(mei, LOTUS)];
      const toVoid = await hold(mei, LOTUS);
      return {
        plain: await move(),
        transfer: await transfer(),
        onUs,
        crossBank,
        onUsRelayed: await relay(keyOf(people, "Ken"), HARBOUR, mei),
        crossBankRelayed: await relay(keyOf(people, "Mei"), LOTUS, ken),
        authorize,
        captureOnUs: await till.send(hub, paymentHubAbi, "capture", [...madeIn(heldOnUs), AMOUNT_MINOR]),
        captureCrossBank: await till.send(hub, paymentHubAbi, "capture", [...madeIn(authorize), AMOUNT_MINOR]),
        void: await till.send(hub, paymentHubAbi, "void", madeIn(toVoid)),
        refundOnUs: await till.send(hub, paymentHubAbi, "refund", [...madeIn(onUs), 10_00n]),
        refundCrossBank: await till.send(hub, paymentHubAbi, "refund", [...madeIn(crossBank), 10_00n]),
      };
    };
    await round();
    return await round();
  }

  /** As many customers of one bank, each of whom has paid before, pay the merchant in one transaction. */
  async function batch(where: "one bank" | "across", size: number): Promise<TransactionReceipt> {
    const bank = where === "across" ? LOTUS : HARBOUR;
    const staff = staffOf(bank);
    const { timestamp } = await mei.reader.getBlock();
    const validUntil = Number(timestamp + 50n * WEEK_SECONDS);
    const keys = Array.from({ length: size }, () => generatePrivateKey());
    for (const key of keys) {
      const { address } = privateKeyToAccount(key);
      const identity: Hex = `0x${keccak256(address).slice(2, 50)}`;
      const row = [bank, address, identity, 1, validUntil] as const;
      await staff.maker.send(contracts.customerRegistry, customerRegistryAbi, "enrol", row);
      const args = [address, POCKET_MINOR, REASON] as const;
      const issue = encodeFunctionData({ abi: depositTokenAbi, functionName: "issue", args });
      await decideTogether(staff, tokenAt(bank), issue, REASON);
    }
    const send = async () => {
      const payments = await Promise.all(keys.map(async (key) => await approve(await ask(), key, bank)));
      return await mei.send(hub, paymentHubAbi, "payBatch", [payments]);
    };
    await send();
    const receipt = await send();
    const made = parseEventLogs({ abi: paymentHubAbi, logs: receipt.logs, eventName: "PaymentSettled" });
    if (made.length !== size) throw new Error(`${made.length} of ${size} payments were made`);
    return receipt;
  }

  return { trade, batch };
}

/** The payment that a transaction made: its id and its terms, as later calls name them. */
function madeIn({ logs }: TransactionReceipt) {
  const [made] = parseEventLogs({ abi: paymentHubAbi, logs, eventName: ["PaymentSettled", "PaymentAuthorized"] });
  if (!made) throw new Error("the transaction made no payment");
  return [made.args.paymentId, made.args.terms] as const;
}

function keyOf(people: readonly Person[], name: string): Hex {
  return keyInLink(people.find((person) => person.name.startsWith(name))?.path);
}

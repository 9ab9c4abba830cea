import { customerRegistryAbi } from "@jiaozi/sdk/abis/customer-registry";
import { depositTokenAbi } from "@jiaozi/sdk/abis/deposit-token";
import { merchantRegistryAbi } from "@jiaozi/sdk/abis/merchant-registry";
import type { DeployedBank } from "@jiaozi/sdk/deployment";
import { type Address, encodeFunctionData, type Hex, type LocalAccount, padHex, stringToHex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { deployPlainToken, plainTokenAbi } from "../../scripts/bench/plain-token.ts";
import type { Demonstration } from "../../scripts/network/demonstration.ts";
import { decideTogether } from "../../scripts/network/four-eyes.ts";
import { clerkKeys, identityCommitment, openShop } from "../../scripts/network/seed.ts";
import { createSender } from "../../scripts/network/sender.ts";
import { httpProvider } from "../rpc-provider.ts";
import { offer } from "./offer.ts";
import { createSigner, type Sign, type SignedTransaction } from "./sign.ts";

export const HKD = 344;
/** What the merchants pay: plan 1 of the demonstration. */
export const FEES = { plan: 1, merchantBps: 80n, interchangeBps: 30n, schemeBps: 5n };
const POCKET_MINOR = 10_000_00n;
const PLAIN_POCKET = 1_000n;
const PERSON = 1;
const BUSINESS = 0;
const YEAR_SECONDS = 365n * 24n * 60n * 60n;
const REASON = padHex(stringToHex("load"), { size: 32, dir: "right" });
const SETUP_WAITING = 500;
/** The first of a kind is estimated; those after it may cost a little more. */
const SETUP_MARGIN_PERCENT = 150n;

/** One bank's side of the load: customers with money, a merchant's till, and the key that brings approvals. */
export interface BankFleet {
  bank: DeployedBank;
  token: Address;
  merchantId: Hex;
  till: LocalAccount;
  /** The merchant is paid out to this account. */
  owner: LocalAccount;
  relayer: LocalAccount;
  customers: readonly LocalAccount[];
}

export interface Fleet {
  deployment: Demonstration["deployment"];
  urls: readonly string[];
  reader: ReturnType<typeof createSender>["reader"];
  /** Its customers have some of it too: the yardstick. */
  plainToken: Address;
  banks: readonly [BankFleet, BankFleet];
  sign: Sign;
}

/** Enrols customers at both banks of a network that was just deployed, and hands them money. */
export async function openFleet(
  urls: readonly string[],
  { deployment, people, operatorKey }: Demonstration,
  customersPerBank: number,
): Promise<Fleet> {
  const provider = httpProvider(urls);
  const { chainId, contracts } = deployment;
  const [harbour, lotus] = deployment.banks;
  if (!harbour || !lotus) throw new Error("the load needs two banks");
  const operator = createSender(provider, chainId, operatorKey);
  const { reader } = operator;
  const sign = createSigner(chainId, async (address) => await reader.getTransactionCount({ address }));
  const { timestamp } = await reader.getBlock();
  const validUntil = Number(timestamp + YEAR_SECONDS);

  /** The same call for many, all at once. */
  async function sendAll(sender: LocalAccount, to: Address, calls: readonly Hex[]): Promise<void> {
    const [first] = calls;
    if (!first) return;
    const estimate = await reader.estimateGas({ account: sender, to, data: first, gasPrice: 0n });
    const gas = (estimate * SETUP_MARGIN_PERCENT) / 100n;
    const signed: SignedTransaction[] = [];
    for (const data of calls) signed.push(await sign(sender, { to, data, gas }));
    const { offered } = await offer(signed, { urls, maxWaiting: SETUP_WAITING });
    for (const { transaction, inclusions } of offered) {
      if (inclusions === 0) throw new Error(`${transaction.hash} of the preparation was not included`);
    }
  }

  async function open(bank: DeployedBank): Promise<BankFleet> {
    const [makerKey, checkerKey] = clerkKeys(people, bank);
    const token = bank.depositTokens[HKD];
    if (!makerKey || !checkerKey || !token) throw new Error(`${bank.name} has no two clerks, or no deposits in HKD`);
    const [owner, relayer] = [newAccount(), newAccount()];
    const customers = Array.from({ length: customersPerBank }, newAccount);
    const enrol = (account: LocalAccount, tier: number) =>
      encodeFunctionData({
        abi: customerRegistryAbi,
        functionName: "enrol",
        args: [bank.id, account.address, identityCommitment(), tier, validUntil],
      });
    await sendAll(privateKeyToAccount(makerKey), contracts.customerRegistry, [
      ...[owner, relayer].map((account) => enrol(account, BUSINESS)),
      ...customers.map((account) => enrol(account, PERSON)),
    ]);

    const [clerk, checker] = [makerKey, checkerKey].map((key) => createSender(provider, chainId, key)) as [
      typeof operator,
      typeof operator,
    ];
    const args = [owner.address, POCKET_MINOR * BigInt(customersPerBank), REASON] as const;
    const issue = encodeFunctionData({ abi: depositTokenAbi, functionName: "issue", args });
    await decideTogether({ maker: clerk, checker, control: bank.control }, token, issue, REASON);
    const handOut = customers.map(({ address }) =>
      encodeFunctionData({ abi: depositTokenAbi, functionName: "transfer", args: [address, POCKET_MINOR] }),
    );
    await sendAll(owner, token, handOut);

    const till = privateKeyToAccount(await openShop(deployment, { bank, clerk }, owner.address, validUntil));
    const { merchantId } = await reader.readContract({
      address: contracts.merchantRegistry,
      abi: merchantRegistryAbi,
      functionName: "terminal",
      args: [till.address],
    });
    const terms = [merchantId, FEES.plan, Number(FEES.merchantBps), REASON] as const;
    await clerk.send(contracts.merchantRegistry, merchantRegistryAbi, "assignFeePlan", terms);
    return { bank, token, merchantId, till, owner, relayer, customers };
  }

  const banks = [await open(harbour), await open(lotus)] as const;
  const plainToken = await deployPlainToken(operator);
  const everyone = banks.flatMap(({ customers }) => customers);
  const handOut = everyone.map(({ address }) =>
    encodeFunctionData({ abi: plainTokenAbi, functionName: "transfer", args: [address, PLAIN_POCKET] }),
  );
  await sendAll(privateKeyToAccount(operatorKey), plainToken, handOut);
  return { deployment, urls, reader, plainToken, banks, sign };
}

function newAccount(): LocalAccount {
  return privateKeyToAccount(generatePrivateKey());
}

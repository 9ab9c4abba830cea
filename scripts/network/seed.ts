import { customerRegistryAbi } from "@jiaozi/sdk/abis/customer-registry";
import { depositTokenAbi } from "@jiaozi/sdk/abis/deposit-token";
import { merchantRegistryAbi } from "@jiaozi/sdk/abis/merchant-registry";
import { networkAuthorityAbi } from "@jiaozi/sdk/abis/network-authority";
import { reserveTokenAbi } from "@jiaozi/sdk/abis/reserve-token";
import { settlementHubAbi } from "@jiaozi/sdk/abis/settlement-hub";
import type { DeployedBank, Deployment } from "@jiaozi/sdk/deployment";
import { type Duty, roleOf } from "@jiaozi/sdk/duties";
import { NETWORK_GUIDS } from "@jiaozi/sdk/network";
import { type Address, encodeFunctionData, type Hex, keccak256, padHex, stringToHex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { decideTogether } from "./four-eyes.ts";
import { type Provider, type Sender, createSender } from "./sender.ts";

const HKD = 344;
const CNY = 156;
const RESERVES_MINOR = 50_000_000_00n;
const FUNDED_MINOR = 20_000_000_00n;
const TERMINAL_CAP_MINOR = 50_000_00;
const STATIC_CAP_MINOR = 1_000_00;
const REFUND_CAP_MINOR = 20_000_00;
/** Tiers: limits for people, none for businesses. */
const PERSON = 1;
const BUSINESS = 0;
export const EATING_PLACES = 5812; // ISO 18245
export const NOODLE_SHOP = { name: "Lucky Noodles", city: "Hong Kong", country: "HK" };
/** As the start screen names a bank's clerks. */
const CLERKS = ["a clerk", "a second clerk", "a third clerk"] as const;
/** What one person of a bank may have together. */
const CLERKS_DUTIES = ["onboarding", "treasury", "acquiring", "compliance"] as const satisfies readonly Duty[];
const OPENING = padHex(stringToHex("demonstration opening"), { size: 32, dir: "right" });
const FIVE_YEARS_SECONDS = 5 * 365 * 24 * 60 * 60;

/** A demonstration person with a key made for this start. The link enrols the browser that opens it. */
export interface Person {
  name: string;
  role: "cardholder" | "merchant" | "bank";
  /** Of which bank, as a person reads it. */
  bank: string;
  /** On the dApp's address; the key stands in the fragment, which no server sees. */
  path: string;
}

/** The key in a person's enrolment link. */
export function keyInLink(link: string | undefined): Hex {
  const key = /#key=(0x[0-9a-f]{64})/.exec(link ?? "")?.[1];
  if (key === undefined) throw new Error(`there is no key in ${link ?? "nobody's link"}`);
  return key as Hex;
}

/** A bank's clerks, in the order of their duties, as their enrolment links have them. */
export function clerkKeys(people: readonly Person[], { name }: DeployedBank): Hex[] {
  return people.filter(({ role, bank }) => role === "bank" && bank === name).map(({ path }) => keyInLink(path));
}

export interface SeedKeys {
  operator: Hex;
  /** By bank id: three clerks. The first administers and makes proposals, the second approves, the third stands in. */
  clerks: Record<number, readonly Hex[]>;
  /** By bank id: of the machine that brings its customers' approvals. */
  relayers: Record<number, Hex>;
}

/** Fresh keys for the operator, and three clerks and a relayer for each bank. */
export function makeSeedKeys(banks: readonly { id: number }[]): SeedKeys {
  return {
    operator: generatePrivateKey(),
    clerks: Object.fromEntries(banks.map(({ id }) => [id, CLERKS.map(() => generatePrivateKey())])),
    relayers: Object.fromEntries(banks.map(({ id }) => [id, generatePrivateKey()])),
  };
}

/** Fills a network that was just deployed with demonstration people, as their banks would enrol them. */
export async function seed(provider: Provider, deployment: Deployment, keys: SeedKeys): Promise<Person[]> {
  if (deployment.guid !== NETWORK_GUIDS.test) throw new Error("keys are handed out on the test network only");
  const [harbour, lotus, ...others] = deployment.banks;
  if (harbour === undefined || lotus === undefined) throw new Error("the demonstration needs two banks");
  const { timestamp } = await createSender(provider, deployment.chainId, keys.operator).reader.getBlock();
  const validUntil = Number(timestamp) + FIVE_YEARS_SECONDS;
  const open = async (bank: DeployedBank) => {
    const clerks = keys.clerks[bank.id] ?? [];
    const [clerk, checker] = clerks.map((key) => createSender(provider, deployment.chainId, key));
    if (!clerk || !checker) throw new Error(`bank ${bank.id} has no two clerks`);
    await openBank(provider, deployment, bank, clerk, keys);
    return { bank, clerks, clerk, checker, customers: [] as Customer[] };
  };
  const atHarbour = await open(harbour);
  const atLotus = await open(lotus);
  const atOthers: Awaited<ReturnType<typeof open>>[] = [];
  for (const bank of others) atOthers.push(await open(bank));

  const mei = await openAccount(deployment, atLotus, "Mei", { [HKD]: 5_000_00n, [CNY]: 3_000_00n }, validUntil);
  const ken = await openAccount(deployment, atHarbour, "Ken", { [HKD]: 2_000_00n }, validUntil);
  const lin = await openAccount(deployment, atHarbour, "Lin", {}, validUntil, BUSINESS);
  const till = await openShop(deployment, atHarbour, lin.account, validUntil);

  return [
    { name: `${NOODLE_SHOP.name}'s till`, role: "merchant", bank: harbour.name, path: `/till#key=${till}` },
    { name: "Mei", role: "cardholder", bank: lotus.name, path: `/wallet#key=${mei.key}` },
    { name: "Ken", role: "cardholder", bank: harbour.name, path: `/wallet#key=${ken.key}` },
    {
      name: `Lin, who owns ${NOODLE_SHOP.name}`,
      role: "cardholder",
      bank: harbour.name,
      path: `/wallet#key=${lin.key}`,
    },
    ...[atHarbour, atLotus, ...atOthers].flatMap(({ bank, clerks, customers }) =>
      clerks.map((key, which) => ({
        name: CLERKS[which] ?? "",
        role: "bank" as const,
        bank: bank.name,
        path: `/bank#key=${key}&customers=${bookOf(customers)}`,
      })),
    ),
  ];
}

interface Customer {
  name: string;
  account: Address;
  key: Hex;
}

export interface OpenBank {
  bank: DeployedBank;
  clerk: Sender;
  checker: Sender;
  customers: Customer[];
}

/** The clerk takes every duty that one person may have, the operator issues reserves, and part of them goes into the settlement balance. */
async function openBank(provider: Provider, deployment: Deployment, bank: DeployedBank, clerk: Sender, keys: SeedKeys) {
  const { networkAuthority, settlementHub } = deployment.contracts;
  const appoint = (duty: Duty, account: Address) =>
    clerk.send(networkAuthority, networkAuthorityAbi, "grantRole", [roleOf(bank.id, duty), account, 0]);
  for (const duty of CLERKS_DUTIES) await appoint(duty, clerk.address);
  const relayer = keys.relayers[bank.id];
  if (relayer) await appoint("relaying", privateKeyToAccount(relayer).address);
  const operator = createSender(provider, deployment.chainId, keys.operator);
  for (const currency of Object.keys(bank.depositTokens)) {
    const reserve = deployment.reserveTokens[currency];
    if (reserve === undefined) throw new Error(`currency ${currency} has no reserves`);
    await operator.send(reserve, reserveTokenAbi, "issue", [clerk.address, RESERVES_MINOR, OPENING]);
    await clerk.send(settlementHub, settlementHubAbi, "fund", [bank.id, Number(currency), FUNDED_MINOR]);
  }
}

/** Enrols somebody and issues the deposits that the person brings; both by the bank's clerks. */
export async function openAccount(
  { contracts }: Deployment,
  { bank, clerk, checker, customers }: OpenBank,
  name: string,
  depositsMinor: Record<number, bigint>,
  validUntil: number,
  tier = PERSON,
): Promise<Customer> {
  const key = generatePrivateKey();
  const { address: account } = privateKeyToAccount(key);
  await clerk.send(contracts.customerRegistry, customerRegistryAbi, "enrol", [
    bank.id,
    account,
    identityCommitment(),
    tier,
    validUntil,
  ]);
  for (const [currency, amountMinor] of Object.entries(depositsMinor)) {
    const token = bank.depositTokens[currency];
    if (token === undefined) throw new Error(`${bank.name} keeps no deposits in ${currency}`);
    const args = [account, amountMinor, OPENING] as const;
    const issue = encodeFunctionData({ abi: depositTokenAbi, functionName: "issue", args });
    await decideTogether({ maker: clerk, checker, control: bank.control }, token, issue, OPENING);
  }
  const customer = { name, account, key };
  customers.push(customer);
  return customer;
}

/** Enrols the shop and its till; returns the till's key. */
export async function openShop(
  { contracts }: Deployment,
  { bank, clerk }: Pick<OpenBank, "bank" | "clerk">,
  owner: Address,
  validUntil: number,
): Promise<Hex> {
  const { name, city, country } = NOODLE_SHOP;
  const registry = contracts.merchantRegistry;
  const enrol = [bank.id, owner, EATING_PLACES, stringToHex(country), name, city] as const;
  const { result: merchantId } = await clerk.reader.simulateContract({
    address: registry,
    abi: merchantRegistryAbi,
    functionName: "enrol",
    args: enrol,
    account: clerk.address,
  });
  await clerk.send(registry, merchantRegistryAbi, "enrol", enrol);
  const till = generatePrivateKey();
  await clerk.send(registry, merchantRegistryAbi, "registerTerminal", [
    merchantId,
    privateKeyToAccount(till).address,
    HKD,
    TERMINAL_CAP_MINOR,
    STATIC_CAP_MINOR,
    REFUND_CAP_MINOR,
    validUntil,
  ]);
  return till;
}

/** A bank commits to an identity in its own books with a salt that it keeps; these people are in no book. */
export function identityCommitment(): Hex {
  return `0x${keccak256(generatePrivateKey()).slice(2, 50)}`;
}

/** What the bank's own books say of its customers, for the clerk's browser: names never stand on chain. */
function bookOf(customers: readonly Customer[]): string {
  return customers.map(({ name, account }) => `${name}:${account}`).join(",");
}

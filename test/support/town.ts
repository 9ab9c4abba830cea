import type { HardhatEthers } from "@nomicfoundation/hardhat-ethers/types";
import { currencyByCode } from "@jiaozi/sdk/currencies";
import type { Deployment } from "@jiaozi/sdk/deployment";
import { type CodeTerms, type ComposedCode, composeCode } from "@jiaozi/sdk/request/compose";
import { type SignedRequest } from "@jiaozi/sdk/request/payment-request";
import { encodeBytes32String, type Wallet, Wallet as EthersWallet } from "ethers";
import hre from "hardhat";
import { type Hex, bytesToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { demonstrate } from "../../scripts/network/demonstration.ts";
import { keyInLink, type Person } from "../../scripts/network/seed.ts";

export const HARBOUR = 1;
export const LOTUS = 2;
export const HKD = 344;

/** No native coin is needed anywhere, so nobody has any. */
export const FREE = { gasPrice: 0n } as const;

/** The real deployment with its demonstration people, on a chain of its own. */
export async function openTown() {
  const { ethers, provider } = await hre.network.create({ network: "default", override: { accounts: [] } });
  const demonstration = await demonstrate(provider);
  const { deployment, people } = demonstration;
  const { contracts } = deployment;
  const depositsAt = (bank: number) =>
    ethers.getContractAt("DepositToken", deployment.banks.find(({ id }) => id === bank)?.depositTokens[HKD] ?? "");
  return {
    ethers,
    provider,
    deployment,
    operator: new EthersWallet(demonstration.operatorKey, ethers.provider),
    till: walletOf(people, "Lucky Noodles's till", ethers),
    mei: walletOf(people, "Mei", ethers), // customer of Lotus Bank
    ken: walletOf(people, "Ken", ethers), // customer of Harbour Bank
    lin: walletOf(people, "Lin", ethers), // customer of Harbour Bank: Lucky Noodles pays out to her
    harbourClerk: clerkOf(people, "Harbour Bank", ethers),
    lotusClerk: clerkOf(people, "Lotus Bank", ethers),
    harbourChecker: clerkOf(people, "Harbour Bank", ethers, "a second clerk"),
    lotusChecker: clerkOf(people, "Lotus Bank", ethers, "a second clerk"),
    hub: await ethers.getContractAt("PaymentHub", contracts.paymentHub),
    settlement: await ethers.getContractAt("SettlementHub", contracts.settlementHub),
    queue: await ethers.getContractAt("NettingQueue", contracts.nettingQueue),
    customers: await ethers.getContractAt("CustomerRegistry", contracts.customerRegistry),
    merchants: await ethers.getContractAt("MerchantRegistry", contracts.merchantRegistry),
    participants: await ethers.getContractAt("ParticipantRegistry", contracts.participantRegistry),
    authority: await ethers.getContractAt("NetworkAuthority", contracts.networkAuthority),
    harbourDeposits: await depositsAt(HARBOUR),
    lotusDeposits: await depositsAt(LOTUS),
  };
}

export type Town = Awaited<ReturnType<typeof openTown>>;

/** The bank's first clerk proposes a call to its deposits, and the second approves it: what takes two people there. */
export async function decideTogether(town: Town, bank: typeof HARBOUR | typeof LOTUS, call: string) {
  const { ethers, deployment } = town;
  const [maker, checker, deposits] =
    bank === HARBOUR
      ? [town.harbourClerk, town.harbourChecker, town.harbourDeposits]
      : [town.lotusClerk, town.lotusChecker, town.lotusDeposits];
  const control = await ethers.getContractAt("FourEyes", deployment.banks.find(({ id }) => id === bank)?.control ?? "");
  const id = await control.proposals();
  const block = await ethers.provider.getBlock("latest");
  const reason = encodeBytes32String("over the counter");
  await control.connect(maker).propose(await deposits.getAddress(), call, reason, (block?.timestamp ?? 0) + 600, FREE);
  return control.connect(checker).approve(id, call, FREE);
}

/** A code of Lucky Noodles, as its till would show it now. */
export async function askAt(town: Town, amountMinor: bigint, terms: Partial<CodeTerms> = {}): Promise<ComposedCode> {
  const currency = currencyByCode("HKD");
  if (currency === undefined) throw new Error("no HKD");
  const block = await town.ethers.provider.getBlock("latest");
  return await composeCode(
    { merchantId: "0x0001000000000001", name: "Lucky Noodles", city: "Hong Kong", country: "HK", category: 5812 },
    {
      requestId: bytesToHex(crypto.getRandomValues(new Uint8Array(16))),
      currency,
      amountMinor,
      expiresAt: BigInt((block?.timestamp ?? 0) + 300),
      ...terms,
    },
    domainOf(town.deployment),
    privateKeyToAccount(town.till.privateKey as Hex),
  );
}

export function domainOf({ chainId, guid, contracts }: Deployment) {
  return { chainId, guid, paymentHub: contracts.paymentHub };
}

/** Without what else a composed code holds. */
export function signedOf({ request, r, yParityAndS }: SignedRequest): SignedRequest {
  return { request, r, yParityAndS };
}

/** All HKD that a payment could move. */
export async function readBooks({ harbourDeposits, lotusDeposits, settlement, mei, ken, lin }: Town) {
  const [harbour, lotus, meis, kens, lins, ofHarbour, ofLotus] = await Promise.all([
    harbourDeposits.totalSupply(),
    lotusDeposits.totalSupply(),
    lotusDeposits.balanceOf(mei.address),
    harbourDeposits.balanceOf(ken.address),
    harbourDeposits.balanceOf(lin.address),
    settlement.settlementBalance(HARBOUR, HKD),
    settlement.settlementBalance(LOTUS, HKD),
  ]);
  return { harbour, lotus, meis, kens, lins, ofHarbour, ofLotus };
}

function walletOf(people: readonly Person[], name: string, ethers: HardhatEthers): Wallet {
  return walletOfPath(
    people.find((person) => person.name.startsWith(name)),
    ethers,
  );
}

function clerkOf(people: readonly Person[], bank: string, ethers: HardhatEthers, name = "a clerk"): Wallet {
  return walletOfPath(
    people.find((person) => person.role === "bank" && person.bank === bank && person.name.startsWith(name)),
    ethers,
  );
}

function walletOfPath(person: Person | undefined, ethers: HardhatEthers): Wallet {
  return new EthersWallet(keyInLink(person?.path), ethers.provider);
}

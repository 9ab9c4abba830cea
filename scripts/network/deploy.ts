import { currencyByCode } from "@jiaozi/sdk/currencies";
import { customerRegistryAbi } from "@jiaozi/sdk/abis/customer-registry";
import { depositReleaseAbi } from "@jiaozi/sdk/abis/deposit-release";
import { depositTokenAbi } from "@jiaozi/sdk/abis/deposit-token";
import { fourEyesAbi } from "@jiaozi/sdk/abis/four-eyes";
import { merchantRegistryAbi } from "@jiaozi/sdk/abis/merchant-registry";
import { networkAuthorityAbi } from "@jiaozi/sdk/abis/network-authority";
import { participantRegistryAbi } from "@jiaozi/sdk/abis/participant-registry";
import { reserveTokenAbi } from "@jiaozi/sdk/abis/reserve-token";
import { settlementHubAbi } from "@jiaozi/sdk/abis/settlement-hub";
import type { DeployedBank, Deployment } from "@jiaozi/sdk/deployment";
import { DUTIES, type Duty, roleOf } from "@jiaozi/sdk/duties";
import hre from "hardhat";
import {
  type Abi,
  type Address,
  type Hex,
  encodeFunctionData,
  keccak256,
  padHex,
  stringToHex,
  toFunctionSelector,
} from "viem";
import { generatePrivateKey } from "viem/accounts";
import type { BankManifest, NetworkManifest } from "./manifest.ts";
import { type ManagedContract, NETWORK_ROLES, type NetworkRole, functionsOf } from "./roles.ts";
import { type Provider, type Sender, createSender } from "./sender.ts";

const ADMIN_ROLE = 0n;
const NO_DELAY = 0;
const ACTIVE = 1;
const ADMISSION = padHex(stringToHex("network deployment"), { size: 32, dir: "right" });

interface Parties {
  /** Operates, governs with a delay, and administers roles with a longer one. */
  operator: Address;
  /** By bank id: the first holder of the bank's administration, whose account holds its reserves outside the hub. */
  administrators: Record<number, Address>;
  /** By bank id: who makes and approves proposals at the bank, three at least. */
  signatories: Record<number, readonly Address[]>;
}

/** Deploys the whole network. The deploying key is made for this and holds nothing when it is done. */
export async function deploy(provider: Provider, manifest: NetworkManifest, parties: Parties): Promise<Deployment> {
  const chainId = Number(await provider.request({ method: "eth_chainId" }));
  const deployer = createSender(provider, chainId, generatePrivateKey());
  const authority = await deployContract(deployer, "NetworkAuthority", deployer.address);

  const participantRegistry = await deployProxy(deployer, "ParticipantRegistry", [], [authority]);
  const customerRegistry = await deployProxy(deployer, "CustomerRegistry", [participantRegistry], [authority]);
  const merchantRegistry = await deployProxy(deployer, "MerchantRegistry", [customerRegistry], [authority]);
  for (const plan of manifest.feePlans) {
    await deployer.send(merchantRegistry, merchantRegistryAbi, "publishFeePlan", [plan, ADMISSION]);
  }
  const settlementHub = await deployContract(deployer, "SettlementHub", authority, participantRegistry);
  const paymentHub = await deployContract(deployer, "PaymentHub", authority, merchantRegistry, settlementHub);
  await deployer.send(settlementHub, settlementHubAbi, "admitCaller", [paymentHub]);
  await deployer.send(merchantRegistry, merchantRegistryAbi, "attachPaymentHub", [paymentHub]);
  await deployer.send(participantRegistry, participantRegistryAbi, "attachSettlement", [settlementHub]);
  const depositRelease = await deployContract(deployer, "DepositRelease", authority);

  const contracts = {
    networkAuthority: authority,
    participantRegistry,
    customerRegistry,
    merchantRegistry,
    settlementHub,
    paymentHub,
    depositRelease,
  };
  const reserveTokens = await deployReserveTokens(deployer, manifest, contracts);
  const banks: DeployedBank[] = [];
  const depositCode = await deployContract(
    deployer,
    "DepositToken",
    participantRegistry,
    customerRegistry,
    settlementHub,
    depositRelease,
  );
  await deployer.send(depositRelease, depositReleaseAbi, "offer", [depositCode]);
  for (const bank of manifest.banks) {
    const administrator = parties.administrators[bank.id];
    const signatories = parties.signatories[bank.id];
    if (!administrator || !signatories) throw new Error(`bank ${bank.id} has no people`);
    const control = await deployContract(deployer, "FourEyes", authority, signatories);
    const people = { administrator, control };
    const depositTokens = await deployBank(deployer, manifest, bank, people, depositCode, contracts);
    banks.push({ id: bank.id, name: bank.name, bic: bank.bic, control, depositTokens });
  }

  const targets: Partial<Record<ManagedContract, { abi: Abi; addresses: Address[] }>> = {
    ParticipantRegistry: { abi: participantRegistryAbi, addresses: [participantRegistry] },
    CustomerRegistry: { abi: customerRegistryAbi, addresses: [customerRegistry] },
    MerchantRegistry: { abi: merchantRegistryAbi, addresses: [merchantRegistry] },
    ReserveToken: { abi: reserveTokenAbi, addresses: Object.values(reserveTokens) },
    DepositToken: { abi: depositTokenAbi, addresses: banks.flatMap((bank) => Object.values(bank.depositTokens)) },
    DepositRelease: { abi: depositReleaseAbi, addresses: [depositRelease] },
    SettlementHub: { abi: settlementHubAbi, addresses: [settlementHub] },
    FourEyes: { abi: fourEyesAbi, addresses: banks.map(({ control }) => control) },
  };
  for (const [role, roleId] of Object.entries(NETWORK_ROLES)) {
    for (const [contract, { abi, addresses }] of Object.entries(targets)) {
      const names = functionsOf(contract as ManagedContract, role as NetworkRole);
      if (names.length === 0) continue;
      const selectors = names.map((name) => selectorOf(abi, name));
      for (const address of addresses) {
        await deployer.send(authority, networkAuthorityAbi, "setTargetFunctionRole", [address, selectors, roleId]);
      }
    }
  }
  await handOver(deployer, authority, manifest, parties.operator);

  const genesis = await deployer.reader.getBlock({ blockNumber: 0n });
  return {
    chainId,
    genesisHash: genesis.hash,
    guid: manifest.guid,
    blockSeconds: manifest.blockSeconds,
    contracts,
    currencies: manifest.currencies.map((code) => currencyOf(code).number),
    reserveTokens,
    banks,
  };
}

async function deployReserveTokens(
  deployer: Sender,
  manifest: NetworkManifest,
  { networkAuthority, participantRegistry, settlementHub }: Deployment["contracts"],
): Promise<Record<string, Address>> {
  const code = await deployContract(deployer, "ReserveToken", participantRegistry);
  const tokens: Record<string, Address> = {};
  for (const { code: iso, number, exponent } of manifest.currencies.map(currencyOf)) {
    const token = await deployContract(
      deployer,
      "ERC1967Proxy",
      code,
      encodeFunctionData({
        abi: reserveTokenAbi,
        functionName: "initialize",
        args: [networkAuthority, `${iso} reserves`, `R${iso}`, number, exponent],
      }),
    );
    await deployer.send(token, reserveTokenAbi, "admitCaller", [settlementHub]);
    await deployer.send(participantRegistry, participantRegistryAbi, "registerReserveToken", [number, token]);
    tokens[number] = token;
  }
  return tokens;
}

async function deployBank(
  deployer: Sender,
  manifest: NetworkManifest,
  bank: BankManifest,
  { administrator, control }: { administrator: Address; control: Address },
  depositCode: Address,
  { networkAuthority, participantRegistry }: Deployment["contracts"],
): Promise<Record<string, Address>> {
  await deployer.send(participantRegistry, participantRegistryAbi, "admit", [
    bank.id,
    {
      bic: stringToHex(bank.bic, { size: 11 }),
      status: ACTIVE,
      reserveAccount: administrator,
      control,
      leiHash: keccak256(stringToHex(bank.lei)),
      name: bank.name,
    },
    ADMISSION,
  ]);

  const administration = roleOf(bank.id, "administration");
  for (const duty of Object.keys(DUTIES) as Duty[]) {
    if (duty === "administration") continue;
    const role = roleOf(bank.id, duty);
    await deployer.send(networkAuthority, networkAuthorityAbi, "setRoleAdmin", [role, administration]);
    await deployer.send(networkAuthority, networkAuthorityAbi, "labelRole", [role, `${bank.name} ${duty}`]);
  }
  await deployer.send(networkAuthority, networkAuthorityAbi, "grantRole", [administration, administrator, NO_DELAY]);
  // For the first limits and caps only
  await deployer.send(networkAuthority, networkAuthorityAbi, "grantRole", [administration, deployer.address, NO_DELAY]);

  // Issuing takes two people from the first day; the bank's administration decides what else does
  const issuance = roleOf(bank.id, "issuance");
  await deployer.send(networkAuthority, networkAuthorityAbi, "grantRole", [issuance, control, NO_DELAY]);
  // Each bank can object to what the governor announces
  await deployer.send(networkAuthority, networkAuthorityAbi, "grantRole", [NETWORK_ROLES.guardian, control, NO_DELAY]);

  const depositTokens: Record<string, Address> = {};
  for (const { code: iso, number, exponent } of bank.currencies.map(currencyOf)) {
    const token = await deployContract(
      deployer,
      "ERC1967Proxy",
      depositCode,
      encodeFunctionData({
        abi: depositTokenAbi,
        functionName: "initialize",
        args: [
          networkAuthority,
          `${bank.name} ${iso} deposits`,
          `${bank.bic.slice(0, 4)}.${iso}`,
          bank.id,
          number,
          exponent,
        ],
      }),
    );
    await deployer.send(participantRegistry, participantRegistryAbi, "registerDepositToken", [bank.id, number, token]);
    await setRules(deployer, manifest, bank, token);
    depositTokens[number] = token;
  }
  await deployer.send(networkAuthority, networkAuthorityAbi, "renounceRole", [administration, deployer.address]);
  return depositTokens;
}

/** A token's limits, caps and day, as the bank has ordered them. */
async function setRules(deployer: Sender, manifest: NetworkManifest, bank: BankManifest, token: Address) {
  const { tiers, issuance, dayOffsetMinutes } = bank;
  for (const { tier, paymentMinor, dayMinor, balanceMinor } of tiers) {
    const limits = { paymentMinor, dayMinor, balanceMinor };
    await deployer.send(token, depositTokenAbi, "setTierLimits", [tier, limits, ADMISSION]);
  }
  const window = BigInt(issuance.windowSeconds);
  await deployer.send(token, depositTokenAbi, "setIssuanceCap", [issuance.capMinor, window, ADMISSION]);
  await deployer.send(token, depositTokenAbi, "setDayOffset", [BigInt(dayOffsetMinutes), ADMISSION]);
  const age = BigInt(manifest.attestationAgeSeconds);
  await deployer.send(token, depositTokenAbi, "setAttestationAge", [age, ADMISSION]);
}

/** The operator takes over, each power with its delay; the deployer is left with none. */
async function handOver(deployer: Sender, authority: Address, manifest: NetworkManifest, operator: Address) {
  const grant = (role: bigint, delaySeconds: number) =>
    deployer.send(authority, networkAuthorityAbi, "grantRole", [role, operator, delaySeconds]);
  for (const [name, role] of Object.entries(NETWORK_ROLES)) {
    await deployer.send(authority, networkAuthorityAbi, "labelRole", [role, name]);
  }
  await deployer.send(authority, networkAuthorityAbi, "setRoleGuardian", [
    NETWORK_ROLES.governor,
    NETWORK_ROLES.guardian,
  ]);
  await grant(NETWORK_ROLES.operator, NO_DELAY);
  await grant(NETWORK_ROLES.control, NO_DELAY);
  await grant(NETWORK_ROLES.governor, manifest.governorDelaySeconds);
  await grant(ADMIN_ROLE, manifest.adminDelaySeconds);
  await deployer.send(authority, networkAuthorityAbi, "renounceRole", [ADMIN_ROLE, deployer.address]);
}

async function deployContract(deployer: Sender, name: string, ...args: readonly unknown[]): Promise<Address> {
  const { abi, bytecode } = await hre.artifacts.readArtifact(name);
  return deployer.deploy({ abi: abi as Abi, bytecode: bytecode as Hex }, args);
}

/** A contract behind its proxy, initialised in the same transaction. */
async function deployProxy(
  deployer: Sender,
  name: string,
  constructorArgs: readonly unknown[],
  initializeArgs: readonly unknown[],
): Promise<Address> {
  const { abi } = await hre.artifacts.readArtifact(name);
  const code = await deployContract(deployer, name, ...constructorArgs);
  const initialize = encodeFunctionData({ abi: abi as Abi, functionName: "initialize", args: initializeArgs });
  return deployContract(deployer, "ERC1967Proxy", code, initialize);
}

function selectorOf(abi: Abi, name: string): Hex {
  const found = abi.find((item) => item.type === "function" && item.name === name);
  if (found?.type !== "function") throw new Error(`the contract has no function ${name}`);
  return toFunctionSelector(found);
}

function currencyOf(code: string) {
  const currency = currencyByCode(code);
  if (currency === undefined) throw new Error(`${code} is not a currency of ISO 4217 that the network knows`);
  return currency;
}

import { depositTokenAbi } from "@jiaozi/sdk/abis/deposit-token";
import { networkAuthorityAbi } from "@jiaozi/sdk/abis/network-authority";
import { participantRegistryAbi } from "@jiaozi/sdk/abis/participant-registry";
import type { DeployedBank } from "@jiaozi/sdk/deployment";
import { DUTIES, type Duty, roleOf } from "@jiaozi/sdk/duties";
import { STATUS } from "@jiaozi/sdk/status";
import { type Address, encodeFunctionData, keccak256, stringToHex, zeroAddress } from "viem";
import { Refusal } from "../../refusal.ts";
import { type BankManifest, currencyOf } from "../manifest.ts";
import { bankIn } from "../record.ts";
import { NETWORK_ROLES } from "../roles.ts";
import { depositArgs } from "./contracts.ts";
import { labelRole } from "./handover.ts";
import { bankRules } from "./rules.ts";
import { ADMISSION, putContract, putProxy, renewCode, type Site } from "./site.ts";

const NO_DELAY = 0;

export async function putBanks(site: Site) {
  const { state, manifest, record, builder } = site;
  const { participantRegistry } = record.contracts;
  for (const bank of manifest.banks) {
    const deployed = bankIn(record, bank);
    await admitBank(site, bank, deployed);
    await appointPeople(site, bank, deployed);
    for (const code of bank.currencies) await putDeposits(site, bank, deployed, code);
    await layDownRules(site, bank, deployed);
  }
  const admitted = (await state.read(participantRegistry, participantRegistryAbi, "participants", [])) ?? [];
  for (const number of admitted.filter((known) => !manifest.banks.some(({ id }) => id === known))) {
    builder.remark(`Bank ${number}: it is admitted and not in the manifest; closing a bank is the operator's own act`);
  }
}

async function admitBank(site: Site, bank: BankManifest, deployed: DeployedBank) {
  const { state, record, builder } = site;
  const { networkAuthority, participantRegistry } = record.contracts;
  const admitted = await state.read(participantRegistry, participantRegistryAbi, "participant", [bank.id]);
  const isAdmitted = admitted !== undefined && admitted.status !== STATUS.none;
  if (isAdmitted) deployed.control = admitted.control;
  const words = `${bank.name}'s control by two people`;
  const members = deployed.control === zeroAddress ? peopleOf(site, bank).signatories : [];
  deployed.control = await putContract(site, words, "FourEyes", deployed.control, [networkAuthority, members]);
  if (isAdmitted) return;
  await builder.call(`${bank.name}: admit the bank`, participantRegistry, participantRegistryAbi, "admit", [
    bank.id,
    {
      bic: stringToHex(bank.bic, { size: 11 }),
      status: STATUS.active,
      reserveAccount: peopleOf(site, bank).administrator,
      control: deployed.control,
      leiHash: keccak256(stringToHex(bank.lei)),
      name: bank.name,
    },
    ADMISSION,
  ]);
}

/** The bank's administration decides who has its other duties, from its first day on. */
async function appointPeople(site: Site, bank: BankManifest, { control }: DeployedBank) {
  const { state, record, builder, parties } = site;
  const { networkAuthority } = record.contracts;
  const grant = async (sentence: string, role: bigint, account: Address) => {
    const held = await state.read(networkAuthority, networkAuthorityAbi, "hasRole", [role, account]);
    if (held?.[0]) return;
    const args = [role, account, NO_DELAY] as const;
    await builder.call(sentence, networkAuthority, networkAuthorityAbi, "grantRole", args);
  };

  const administration = roleOf(bank.id, "administration");
  const administrator = parties?.administrators[bank.id];
  if (administrator) await grant(`${bank.name}: give it its administration`, administration, administrator);
  for (const duty of Object.keys(DUTIES) as Duty[]) {
    if (duty === "administration") continue;
    const role = roleOf(bank.id, duty);
    const admin = await state.read(networkAuthority, networkAuthorityAbi, "getRoleAdmin", [role]);
    if (admin !== administration) {
      // Issuing takes two people from the first day; the bank's administration decides what else does
      if (duty === "issuance") await grant(`${bank.name}: let two people together issue`, role, control);
      await builder.call(
        `${bank.name}: leave ${duty} to its administration`,
        networkAuthority,
        networkAuthorityAbi,
        "setRoleAdmin",
        [role, administration],
      );
    }
    await labelRole(site, role, `${bank.name} ${duty}`);
  }
  await grant(`${bank.name}: let it object to what the governor announces`, NETWORK_ROLES.guardian, control);
}

async function putDeposits(site: Site, bank: BankManifest, deployed: DeployedBank, code: string) {
  const { state, record, builder } = site;
  const { networkAuthority, participantRegistry } = record.contracts;
  const { number, exponent } = currencyOf(code);
  const found = await state.read(participantRegistry, participantRegistryAbi, "depositToken", [bank.id, number]);
  const isRegistered = found !== undefined && found !== zeroAddress;
  const address = isRegistered ? found : (deployed.depositTokens[number] ?? zeroAddress);
  const words = `${bank.name} ${code} deposits`;
  const proxy = { words, contract: "DepositToken", constructorArgs: depositArgs(site), address };
  await renewCode(site, proxy, roleOf(bank.id, "administration"));
  const token = await putProxy(site, proxy, () =>
    encodeFunctionData({
      abi: depositTokenAbi,
      functionName: "initialize",
      args: [networkAuthority, words, `${bank.bic.slice(0, 4)}.${code}`, bank.id, number, exponent],
    }),
  );
  deployed.depositTokens[number] = token;
  if (isRegistered) return;
  const args = [bank.id, number, token] as const;
  await builder.call(
    `${bank.name}: register a deposit token for ${code}`,
    participantRegistry,
    participantRegistryAbi,
    "registerDepositToken",
    args,
  );
}

/** Until the network is handed over, the deployer lays them down in the place of a bank's administration. */
async function layDownRules(site: Site, bank: BankManifest, { depositTokens }: DeployedBank) {
  const { state, record, builder, deployer } = site;
  const { networkAuthority } = record.contracts;
  const administration = roleOf(bank.id, "administration");
  const rules = await bankRules(site, bank, depositTokens);
  const abi = networkAuthorityAbi;
  const held = deployer && (await state.read(networkAuthority, abi, "hasRole", [administration, deployer]))?.[0];
  const stepsIn = deployer !== undefined && rules.length > 0;
  if (stepsIn && !held) {
    const args = [administration, deployer, NO_DELAY] as const;
    await builder.call(`${bank.name}: take its place for its first rules`, networkAuthority, abi, "grantRole", args);
  }
  for (const layDown of rules) await layDown();
  if (deployer && (stepsIn || held) && deployer !== peopleOf(site, bank).administrator) {
    const args = [administration, deployer] as const;
    const sentence = `${bank.name}: give its place back`;
    await builder.call(sentence, networkAuthority, abi, "renounceRole", args, administration);
  }
}

function peopleOf({ parties }: Site, { id, name }: BankManifest) {
  const administrator = parties?.administrators[id];
  const signatories = parties?.signatories[id];
  if (!administrator || !signatories)
    throw new Refusal(`${name} is new and has no people: the parties must name them.`);
  return { administrator, signatories };
}

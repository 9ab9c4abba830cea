import { networkAuthorityAbi } from "@jiaozi/sdk/abis/network-authority";
import { currencyByNumber } from "@jiaozi/sdk/currencies";
import { type Abi, type Address, type Hex, toFunctionSelector } from "viem";
import type { DeploymentRecord } from "../record.ts";
import { functionsOf, type ManagedContract, NETWORK_ROLES, type NetworkRole } from "../roles.ts";
import { abiOf, type Site } from "./site.ts";

/** Tells the authority who may call what, as scripts/network/roles.ts has it. */
export async function assignFunctions({ state, record, builder }: Site) {
  const { networkAuthority } = record.contracts;
  for (const [contract, words, address] of managedBy(record)) {
    const abi = await abiOf(contract);
    for (const [role, roleId] of Object.entries(NETWORK_ROLES)) {
      const missing: { name: string; selector: Hex }[] = [];
      for (const name of functionsOf(contract, role as NetworkRole)) {
        const selector = selectorOf(abi, name);
        const args = [address, selector] as const;
        const assigned = await state.read(networkAuthority, networkAuthorityAbi, "getTargetFunctionRole", args);
        if (assigned !== roleId) missing.push({ name, selector });
      }
      if (missing.length === 0) continue;
      await builder.call(
        `${words}: leave ${missing.map(({ name }) => name).join(", ")} to the ${role}`,
        networkAuthority,
        networkAuthorityAbi,
        "setTargetFunctionRole",
        [address, missing.map(({ selector }) => selector), roleId],
      );
    }
  }
}

function managedBy({ contracts, reserveTokens, banks }: DeploymentRecord): [ManagedContract, string, Address][] {
  const codeOf = (number: string) => currencyByNumber(Number(number))?.code ?? number;
  return [
    ["ParticipantRegistry", "Participant registry", contracts.participantRegistry],
    ["CustomerRegistry", "Customer registry", contracts.customerRegistry],
    ["MerchantRegistry", "Merchant registry", contracts.merchantRegistry],
    ["DepositRelease", "Deposit release", contracts.depositRelease],
    ["SettlementHub", "Settlement hub", contracts.settlementHub],
    ["NettingQueue", "Netting queue", contracts.nettingQueue],
    ...Object.entries(reserveTokens).map(
      ([number, token]) => ["ReserveToken", `${codeOf(number)} reserves`, token] as [ManagedContract, string, Address],
    ),
    ...banks.flatMap(({ name, control, depositTokens }): [ManagedContract, string, Address][] => [
      ["FourEyes", `${name}'s control by two people`, control],
      ...Object.entries(depositTokens).map(
        ([number, token]) =>
          ["DepositToken", `${name} ${codeOf(number)} deposits`, token] as [ManagedContract, string, Address],
      ),
    ]),
  ];
}

function selectorOf(abi: Abi, name: string): Hex {
  const found = abi.find((item) => item.type === "function" && item.name === name);
  if (found?.type !== "function") throw new Error(`the contract has no function ${name}`);
  return toFunctionSelector(found);
}

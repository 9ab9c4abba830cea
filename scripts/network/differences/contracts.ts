import { depositReleaseAbi } from "@jiaozi/sdk/abis/deposit-release";
import { merchantRegistryAbi } from "@jiaozi/sdk/abis/merchant-registry";
import { participantRegistryAbi } from "@jiaozi/sdk/abis/participant-registry";
import { settlementHubAbi } from "@jiaozi/sdk/abis/settlement-hub";
import type { Deployment } from "@jiaozi/sdk/deployment";
import { encodeFunctionData, getContractAddress, zeroAddress } from "viem";
import { isCompiledWith } from "../code.ts";
import { abiOf, ADMISSION, codeOf, putContract, putProxy, renewCode, type Site } from "./site.ts";

type Name = keyof Deployment["contracts"];

/** What the whole network shares, each with what its constructor is told. */
export async function putContracts(site: Site) {
  const { contracts } = site.record;
  const fixed = async (name: Name, words: string, contract: string, ...args: unknown[]) => {
    contracts[name] = await putContract(site, words, contract, contracts[name], args);
  };
  const upgradeable = async (name: Name, words: string, contract: string, ...constructorArgs: unknown[]) => {
    const proxy = { words, contract, constructorArgs, address: contracts[name] };
    await renewCode(site, proxy);
    const abi = await abiOf(contract);
    contracts[name] = await putProxy(site, proxy, () =>
      encodeFunctionData({ abi, functionName: "initialize", args: [contracts.networkAuthority] }),
    );
  };

  await fixed("networkAuthority", "Network authority", "NetworkAuthority", site.deployer ?? zeroAddress);
  const authority = contracts.networkAuthority;
  await upgradeable("participantRegistry", "Participant registry", "ParticipantRegistry");
  const participants = contracts.participantRegistry;
  await upgradeable("customerRegistry", "Customer registry", "CustomerRegistry", participants);
  await upgradeable("merchantRegistry", "Merchant registry", "MerchantRegistry", contracts.customerRegistry);
  await fixed("settlementHub", "Settlement hub", "SettlementHub", authority, participants);
  const { merchantRegistry, settlementHub } = contracts;
  await fixed("nettingQueue", "Netting queue", "NettingQueue", authority, participants, settlementHub);
  contracts.bypassAuction = getContractAddress({ from: contracts.nettingQueue, nonce: 1n }); // by its constructor
  await fixed("paymentHub", "Payment hub", "PaymentHub", authority, merchantRegistry, settlementHub);
  await fixed("depositRelease", "Deposit release", "DepositRelease", authority);
}

/** Which contract must know which other one. */
export async function connectContracts(site: Site) {
  const { state, builder } = site;
  const { participantRegistry, merchantRegistry, settlementHub, nettingQueue, paymentHub } = site.record.contracts;
  const connections = [
    {
      isThere: () => state.read(settlementHub, settlementHubAbi, "isAdmittedCaller", [paymentHub]),
      make: () =>
        builder.call("Settlement hub: admit the payment hub", settlementHub, settlementHubAbi, "admitCaller", [
          paymentHub,
        ]),
    },
    {
      isThere: () => state.read(settlementHub, settlementHubAbi, "isQueue", [nettingQueue]),
      make: () =>
        builder.call("Settlement hub: admit the netting queue", settlementHub, settlementHubAbi, "admitQueue", [
          nettingQueue,
        ]),
    },
    {
      isThere: async () => {
        const attached = await state.history(participantRegistry, participantRegistryAbi, "SettlementAttached");
        return attached.some(({ settlement }) => settlement === settlementHub);
      },
      make: () =>
        builder.call(
          "Participant registry: tell the settlement hub of banks",
          participantRegistry,
          participantRegistryAbi,
          "attachSettlement",
          [settlementHub],
        ),
    },
    {
      isThere: async () => {
        const told = async (event: "PaymentHubAttached" | "PaymentHubDetached") =>
          (await state.history(merchantRegistry, merchantRegistryAbi, event)).filter(({ hub }) => hub === paymentHub);
        return (await told("PaymentHubAttached")).length > (await told("PaymentHubDetached")).length;
      },
      make: () =>
        builder.call(
          "Merchant registry: tell the payment hub of merchants and terminals",
          merchantRegistry,
          merchantRegistryAbi,
          "attachPaymentHub",
          [paymentHub],
        ),
    },
  ];
  for (const { isThere, make } of connections) if (!(await isThere())) await make();
}

/** A published plan never changes: what differs can only be published as another one. */
export async function publishFeePlans({ state, manifest, record, builder }: Site) {
  const { merchantRegistry } = record.contracts;
  for (const [index, plan] of manifest.feePlans.entries()) {
    const number = index + 1;
    const published = await state.read(merchantRegistry, merchantRegistryAbi, "feePlan", [number]);
    if (published === undefined) {
      const args = [plan, ADMISSION] as const;
      await builder.call(
        `Fee plan ${number}: publish it`,
        merchantRegistry,
        merchantRegistryAbi,
        "publishFeePlan",
        args,
      );
    } else if (
      published.interchangeBps !== plan.interchangeBps ||
      published.schemeBps !== plan.schemeBps ||
      published.isReturned !== plan.isReturned
    ) {
      builder.remark(`Fee plan ${number}: it was published otherwise, and never changes; add another plan`);
    }
  }
}

/** The code that banks may adopt for their deposits. */
export async function offerDepositCode(site: Site) {
  const { state, record, builder } = site;
  const { depositRelease } = record.contracts;
  const args = depositArgs(site);
  const offered = (await state.read(depositRelease, depositReleaseAbi, "offered", [])) ?? zeroAddress;
  if (offered !== zeroAddress && (await isCompiledWith(state, offered, "DepositToken", args))) {
    record.implementations["DepositToken"] = offered;
    return;
  }
  const code = await codeOf(site, "DepositToken", args);
  await builder.call("Deposit release: offer the code to the banks", depositRelease, depositReleaseAbi, "offer", [
    code,
  ]);
}

export function depositArgs({ record: { contracts } }: Site) {
  const { participantRegistry, customerRegistry, settlementHub, depositRelease } = contracts;
  return [participantRegistry, customerRegistry, settlementHub, depositRelease] as const;
}

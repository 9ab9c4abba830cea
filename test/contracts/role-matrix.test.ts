import { findContractError } from "@jiaozi/sdk/contract-errors";
import { DUTIES, type Duty, roleOf } from "@jiaozi/sdk/duties";
import { expect } from "chai";
import { type Contract, type FunctionFragment, Wallet, type ParamType, ZeroHash, zeroPadValue } from "ethers";
import { ACCESS, type ManagedContract, NETWORK_ROLES } from "../../scripts/network/roles.ts";
import { NORMAL } from "../support/banks.ts";
import { FREE, HARBOUR, HKD, LOTUS, openTown, type Town } from "../support/town.ts";

/** Refusals that say: not you. Every other one speaks of what was asked, so whoever asked was let in. */
const NOT_YOU = new Set([
  "AccessManagedUnauthorized",
  "AccessManagerUnauthorizedAccount",
  "DutyRequired",
  "CallerNotAdmitted",
  "CallerNotBypassAuction",
  "CallerNotItself",
  "CallerNotParticipants",
  "CallerNotQueue",
  "CallerNotRegistry",
  "CallerNotSettlement",
  "CallerNotSettlementHub",
  "ControlRequired",
  "FounderRequired",
  "NotAMember",
  "NotItself",
  "InvalidInitialization",
]);
/** The governor acts after its announcement: asked directly, it is told so. */
const ANNOUNCE_FIRST = "AccessManagerNotScheduled";

const ROLES = [...Object.keys(NETWORK_ROLES), ...Object.keys(DUTIES), "members", "nobody in particular"] as const;

/** Roles that one person of the demonstration holds together: what it may by one of them, it may. */
const HELD_BY_ONE: readonly (readonly string[])[] = [
  ["operator", "control", "governor"],
  ["administration", "members"],
];

/** Every function that changes anything × every role: allowed exactly where scripts/network/roles.ts says. */
describe("the role matrix", () => {
  let town: Town;
  const wallets = new Map<string, Wallet>();
  const targets = new Map<ManagedContract, Contract>();

  before(async () => {
    town = await openTown();
    for (const role of ROLES) wallets.set(role, new Wallet(Wallet.createRandom().privateKey, town.ethers.provider));
    const administration = town.authority.connect(town.harbourClerk);
    wallets.set("administration", town.harbourClerk);
    for (const duty of Object.keys(DUTIES) as Duty[]) {
      if (duty === "administration") continue;
      await administration.grantRole(roleOf(HARBOUR, duty), walletOf(duty).address, 0, FREE);
      await administration.revokeRole(roleOf(HARBOUR, duty), town.harbourClerk.address, FREE);
    }
    wallets.set("members", town.harbourClerk);
    const auction = await town.ethers.getContractAt("BypassAuction", town.deployment.contracts.bypassAuction);
    for (let n = 0; n < 2; n++) {
      await auction.connect(walletOf("treasury")).enqueue(HKD, HARBOUR, LOTUS, 1n, ZeroHash, FREE); // indices 0 and 1
    }
    await town.queue.connect(walletOf("treasury")).enqueue(HKD, HARBOUR, LOTUS, 1n, NORMAL, ZeroHash, FREE); // lane 1
    for (const role of HELD_BY_ONE[0] ?? []) wallets.set(role, town.operator);
    const { contracts, reserveTokens, banks } = town.deployment;
    const addresses: Partial<Record<ManagedContract, string | undefined>> = {
      ParticipantRegistry: contracts.participantRegistry,
      CustomerRegistry: contracts.customerRegistry,
      MerchantRegistry: contracts.merchantRegistry,
      ReserveToken: reserveTokens[HKD],
      DepositToken: banks.find(({ id }) => id === HARBOUR)?.depositTokens[HKD],
      DepositRelease: contracts.depositRelease,
      SettlementHub: contracts.settlementHub,
      NettingQueue: contracts.nettingQueue,
      BypassAuction: contracts.bypassAuction,
      PaymentHub: contracts.paymentHub,
      FourEyes: banks.find(({ id }) => id === HARBOUR)?.control,
      ChainMembership: await openMembership(),
    };
    for (const [name, address] of Object.entries(addresses)) {
      targets.set(name as ManagedContract, await town.ethers.getContractAt(name, address ?? ""));
    }
  });

  for (const [contract, functions] of Object.entries(ACCESS)) {
    it(`has a line for each function of ${contract} that changes anything, and for no other`, async () => {
      const { interface: abi } = await town.ethers.getContractFactory(contract);
      const names = new Set<string>();
      abi.forEachFunction(({ name, stateMutability }) => {
        if (stateMutability !== "view" && stateMutability !== "pure") names.add(name);
      });
      expect([...names].toSorted()).to.deep.equal(Object.keys(functions).toSorted());
    });

    for (const [name, access] of Object.entries(functions)) {
      it(`lets call ${contract}.${name}: ${[access].flat().join(", ")}`, async () => {
        const target = targets.get(contract as ManagedContract);
        if (!target) throw new Error(`no ${contract}`);
        const allowed = new Set<string>([access].flat());
        for (const role of ROLES) {
          const held = HELD_BY_ONE.find((roles) => roles.includes(role)) ?? [role];
          const isAllowed = allowed.has("anyone") || held.some((each) => allowed.has(each));
          for (const fragment of fragmentsOf(target, name)) {
            expect(await isLetIn(target, fragment, role), `${role} calls ${fragment.format()}`).to.equal(isAllowed);
          }
        }
      });
    }
  }

  /** As it stands on the permissioned chain: founded with no validator, and handed over to the network. */
  async function openMembership(): Promise<string> {
    const founder = new Wallet(Wallet.createRandom().privateKey, town.ethers.provider);
    const factory = await town.ethers.getContractFactory("ChainMembership", founder);
    const membership = await factory.deploy(founder.address, [], FREE);
    const { networkAuthority, participantRegistry, customerRegistry, merchantRegistry } = town.deployment.contracts;
    await membership.handOver(networkAuthority, participantRegistry, customerRegistry, merchantRegistry, FREE);
    return await membership.getAddress();
  }

  function walletOf(role: string): Wallet {
    const wallet = wallets.get(role);
    if (!wallet) throw new Error(`nobody is ${role}`);
    return wallet;
  }

  /** Tries it with every choice of a status among the arguments, as some answers depend on it. */
  async function isLetIn(target: Contract, fragment: FunctionFragment, role: string): Promise<boolean> {
    const wallet = walletOf(role);
    for (const status of [2, 1]) {
      const args = fragment.inputs.map((input) => sample(fragment, input, status));
      const refusal = await refusalOf(target, fragment, wallet, args);
      if (refusal === undefined || refusal === ANNOUNCE_FIRST || !NOT_YOU.has(refusal)) return true;
    }
    return false;
  }

  async function refusalOf(target: Contract, fragment: FunctionFragment, wallet: Wallet, args: readonly unknown[]) {
    const data = target.interface.encodeFunctionData(fragment, args);
    try {
      await town.ethers.provider.call({ from: wallet.address, to: await target.getAddress(), data, gasPrice: 0n });
      return undefined;
    } catch (error) {
      return findContractError(error)?.name ?? "another";
    }
  }

  /** Something of the right type: about Harbour Bank, its customer Ken, its merchant and its till. */
  function sample(
    fragment: FunctionFragment,
    { name, type, baseType, components }: ParamType,
    status: number,
  ): unknown {
    if (baseType === "tuple") return (components ?? []).map((part) => sample(fragment, part, status));
    if (baseType === "array") return [];
    if (name === "status") return status;
    if (name === "bank" || name === "acquirer" || name === "payerBank") return HARBOUR;
    if (name === "merchantId") return "0x0001000000000001";
    if (name === "currency") return HKD;
    if (type === "address") return fragment.name === "revokeTerminal" ? town.till.address : town.ken.address;
    if (type === "string") return "x";
    if (type === "bool") return false;
    if (type === "bytes") return "0x";
    if (type.startsWith("bytes")) return zeroPadValue("0x01", Number(type.slice(5)));
    return 1;
  }
});

function fragmentsOf({ interface: abi }: Contract, name: string): FunctionFragment[] {
  const found: FunctionFragment[] = [];
  abi.forEachFunction((fragment) => {
    if (fragment.name === name) found.push(fragment);
  });
  return found;
}

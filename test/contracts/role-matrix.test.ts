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
  "AccessManagerUnauthorizedCall",
  "AccessManagerUnauthorizedCancel",
  "AccessManagerUnauthorizedConsume",
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

/** NetworkAuthority's own, about a call that it is given: the one which the governor has announced. */
const OF_WHAT_IS_ANNOUNCED = new Set(["schedule", "execute", "cancel", "consumeScheduledOp"]);
/** The network's own contracts, which call as one of these. */
const CONTRACT_ROLES = ["settlement hub", "netting queue", "bypass auction", "registry", "payment hub"] as const;
const ROLES = [
  ...Object.keys(NETWORK_ROLES),
  "administrator",
  ...Object.keys(DUTIES),
  "members",
  ...CONTRACT_ROLES,
  "nobody in particular",
] as const;

/** Roles that one person of the demonstration holds together: what it may by one of them, it may. */
const HELD_BY_ONE: readonly (readonly string[])[] = [
  ["operator", "control", "governor", "administrator"],
  ["administration", "members"],
];

/** Every function that changes anything × every role: allowed exactly where scripts/network/roles.ts says. */
describe("the role matrix", () => {
  let town: Town;
  /** Several where a role has several holders that may do different things. */
  const callers = new Map<string, readonly string[]>();
  const wallets = new Map<string, Wallet>();
  let announced: readonly [target: string, data: string];
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
    for (const [role, wallet] of wallets) callers.set(role, [wallet.address]);
    // Another bank's than the one that is asked about: its members' control may do more there
    callers.set("guardian", [banks.find(({ id }) => id === LOTUS)?.control ?? ""]);
    callers.set("settlement hub", [contracts.settlementHub]);
    callers.set("netting queue", [contracts.nettingQueue]);
    callers.set("bypass auction", [contracts.bypassAuction]);
    callers.set("registry", [contracts.participantRegistry, contracts.customerRegistry, contracts.merchantRegistry]);
    callers.set("payment hub", [contracts.paymentHub]);
    announced = [
      contracts.settlementHub,
      town.settlement.interface.encodeFunctionData("admitCaller", [town.ken.address]),
    ];
    await town.authority.connect(town.operator).schedule(...announced, 0, FREE);
    const addresses: Partial<Record<ManagedContract, string | undefined>> = {
      NetworkAuthority: contracts.networkAuthority,
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

  /** Tries it for each choice among the arguments of which the answer may depend. */
  async function isLetIn(target: Contract, fragment: FunctionFragment, role: string): Promise<boolean> {
    for (const caller of callers.get(role) ?? []) {
      for (const choice of [2, 1]) {
        const args = fragment.inputs.map((input) => sample(fragment, input, choice));
        const refusal = await refusalOf(target, fragment, caller, args);
        if (refusal === undefined || refusal === ANNOUNCE_FIRST || !NOT_YOU.has(refusal)) return true;
      }
    }
    return false;
  }

  async function refusalOf(target: Contract, fragment: FunctionFragment, from: string, args: readonly unknown[]) {
    const data = target.interface.encodeFunctionData(fragment, args);
    try {
      await town.ethers.provider.call({ from, to: await target.getAddress(), data, gasPrice: 0n });
      return undefined;
    } catch (error) {
      // It asks its caller whether it is executing something, which a person cannot answer
      if (fragment.name === "consumeScheduledOp") return "AccessManagerUnauthorizedConsume";
      return findContractError(error)?.name ?? "another";
    }
  }

  /** Something of the right type: about Harbour Bank, its customer Ken, its merchant and its till. */
  function sample(
    fragment: FunctionFragment,
    { name, type, baseType, components }: ParamType,
    choice: number,
  ): unknown {
    if (baseType === "tuple") return (components ?? []).map((part) => sample(fragment, part, choice));
    if (baseType === "array") return [];
    if (name === "status") return choice;
    if (name === "roleId") return choice === 1 ? NETWORK_ROLES.guardian : roleOf(HARBOUR, "treasury");
    if (OF_WHAT_IS_ANNOUNCED.has(fragment.name)) {
      if (name === "caller") return town.operator.address;
      if (name === "target") return announced[0];
      if (name === "data") return announced[1];
      if (name === "when") return 0; // as soon as the delay allows
    }
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

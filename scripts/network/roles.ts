import type { Duty } from "@jiaozi/sdk/duties";

/** The network's own roles in NetworkAuthority. A bank's duties are roles of their own, from 256 up. */
export const NETWORK_ROLES = {
  /** One person at the operator, at once: what protects. */
  operator: 1n,
  /** The rules and the code, with a delay in which the guardians can object. */
  governor: 2n,
  /** The operator's acts that take two people. */
  control: 3n,
  /** The banks: each can cancel what the governor has announced. */
  guardian: 4n,
} as const;
export type NetworkRole = keyof typeof NETWORK_ROLES;

/**
 * Who may call a function: a network role, a duty at the bank that it is about, or one of the network's own contracts.
 * `administrator` administers the network's roles, with a longer delay than the governor's.
 * `anyone` is for what only touches the caller's own things or asks for a signature; `nobody` for what is done once.
 * Where the answer depends on what is asked, all who may for some of it.
 */
type Access =
  | NetworkRole
  | "administrator"
  | Duty
  | "anyone"
  | "nobody"
  | "settlement hub"
  | "netting queue"
  | "bypass auction"
  | "registry"
  | "payment hub"
  | "members";

const ERC20 = { transfer: "anyone", transferFrom: "anyone", approve: "anyone" } as const;
const UPGRADEABLE = { upgradeToAndCall: "governor", initialize: "nobody" } as const;
/** AccessManaged: the authority itself moves a contract to another authority. */
const MANAGED = { setAuthority: "nobody" } as const;

/** Every function that changes anything, and who may call it. The deployment is made from it, and tested against it. */
export const ACCESS = {
  NetworkAuthority: {
    schedule: ["governor", "administrator"],
    execute: ["governor", "administrator"],
    cancel: ["governor", "administrator", "guardian"],
    consumeScheduledOp: "nobody",
    grantRole: ["administrator", "administration"],
    revokeRole: ["administrator", "administration"],
    renounceRole: "anyone",
    multicall: "anyone", // each call in it is its caller's
    labelRole: "administrator",
    setRoleAdmin: "administrator",
    setRoleGuardian: "administrator",
    setGrantDelay: "administrator",
    setTargetFunctionRole: "administrator",
    setTargetAdminDelay: "administrator",
    setTargetClosed: "administrator",
    updateAuthority: "administrator",
  },
  ParticipantRegistry: {
    suspend: "operator",
    setStatus: "control",
    admit: "governor",
    registerDepositToken: "governor",
    registerReserveToken: "governor",
    setControl: "governor",
    attachSettlement: "governor",
    sync: "anyone",
    ...UPGRADEABLE,
    ...MANAGED,
  },
  CustomerRegistry: {
    enrol: "onboarding",
    renew: "onboarding",
    setStatus: ["onboarding", "administration"],
    sync: "anyone",
    ...UPGRADEABLE,
    ...MANAGED,
  },
  MerchantRegistry: {
    enrol: "onboarding",
    registerTerminal: "onboarding",
    revokeTerminal: "onboarding",
    setStatus: ["onboarding", "administration"],
    assignFeePlan: "administration",
    publishFeePlan: "governor",
    attachPaymentHub: "governor",
    detachPaymentHub: "governor",
    syncMerchant: "anyone",
    syncTerminal: "anyone",
    ...UPGRADEABLE,
    ...MANAGED,
  },
  ReserveToken: {
    issue: "control",
    withdraw: "control",
    move: "settlement hub",
    admitCaller: "governor",
    dismissCaller: "governor",
    ...ERC20,
    ...UPGRADEABLE,
    ...MANAGED,
  },
  DepositToken: {
    issue: "issuance",
    redeem: "issuance",
    freeze: "compliance",
    pause: "compliance",
    unfreeze: "administration",
    resume: "administration",
    forceTransfer: "administration",
    paySuspendedRefund: "administration",
    setTierLimits: "administration",
    setIssuanceCap: "administration",
    setDayOffset: "administration",
    setAttestationAge: "governor",
    attest: "anyone",
    debit: "settlement hub",
    credit: "settlement hub",
    move: "settlement hub",
    hold: "settlement hub",
    debitHeld: "settlement hub",
    moveHeld: "settlement hub",
    creditCaptured: "settlement hub",
    release: "settlement hub",
    debitRefund: "settlement hub",
    creditRefund: "settlement hub",
    moveRefund: "settlement hub",
    stepIn: "settlement hub",
    setStanding: "registry",
    setBankStatus: "registry",
    ...ERC20,
    permit: "anyone",
    transferWithAuthorization: "anyone",
    receiveWithAuthorization: "anyone",
    cancelAuthorization: "anyone",
    upgradeToAndCall: "administration",
    initialize: "nobody",
    ...MANAGED,
  },
  DepositRelease: { offer: "governor", ...MANAGED },
  SettlementHub: {
    fund: "treasury",
    defund: "treasury",
    setLowWater: "treasury",
    setQueueReserve: "treasury",
    settleNet: "netting queue",
    settle: "payment hub",
    hold: "payment hub",
    settleHeld: "payment hub",
    release: "payment hub",
    refund: "payment hub",
    collectSchemeFees: "anyone",
    paySchemeFees: "control",
    setAccount: "registry",
    admitCaller: "governor",
    retireCaller: "governor",
    dismissCaller: "governor",
    admitQueue: "governor",
    dismissQueue: "governor",
    ...MANAGED,
  },
  NettingQueue: {
    enqueue: "treasury",
    offerLinked: "treasury",
    withdrawLinked: "treasury",
    enqueueLinked: "treasury",
    cancel: "treasury",
    setBilateralLimit: "treasury",
    liftBilateralLimit: "treasury",
    startLimitPeriod: "treasury",
    setCreditLine: "treasury",
    setRelease: "control",
    enqueueCredit: "settlement hub",
    settleCut: "anyone",
    settleSet: "bypass auction",
    ...MANAGED,
  },
  BypassAuction: {
    enqueue: "treasury",
    cancel: "treasury",
    propose: "anyone",
    settleBest: "anyone",
    attempt: "anyone",
  },
  PaymentHub: {
    pay: "anyone",
    payApproved: "anyone",
    payBatch: "anyone",
    makeOfBatch: "payment hub",
    authorize: "anyone",
    authorizeApproved: "anyone",
    capture: ["acquiring", "anyone"], // the merchant's terminal, which is no role
    void: ["acquiring", "anyone"],
    release: "anyone",
    refund: ["acquiring", "anyone"],
    refundByAcquirer: "issuance",
    cancelRequest: ["acquiring", "anyone"],
    cancelApproval: "anyone",
    setMerchant: "registry",
    setTerminal: "registry",
  },
  FourEyes: {
    propose: "members",
    approve: "members",
    withdraw: "members",
    addMember: "nobody",
    removeMember: "nobody",
    announceRecovery: "governor",
    opposeRecovery: "members",
    recover: "anyone",
    ...MANAGED,
  },
  ChainMembership: { handOver: "nobody", setValidator: "control", removeValidator: "control" },
} as const satisfies Record<string, Record<string, Access | readonly Access[]>>;
export type ManagedContract = keyof typeof ACCESS;

/** The functions of a contract that a network role may call: what NetworkAuthority must be told. */
export function functionsOf(contract: ManagedContract, role: NetworkRole): string[] {
  return Object.entries(ACCESS[contract]).flatMap(([name, access]) => (access === role ? [name] : []));
}

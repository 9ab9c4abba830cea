import { type Hex, decodeErrorResult, isHex } from "viem";
import { contractErrorsAbi } from "./abis/contract-errors.ts";

export type ContractErrorName = (typeof contractErrorsAbi)[number]["name"];

/** A contract's refusal: nothing was changed. */
export interface ContractError {
  name: ContractErrorName;
  /** As the contract gave them: actual, then allowed. */
  args: readonly unknown[];
  /** For a person: what happened, and what to do next. */
  sentence: string;
}

/**
 * The refusal inside whatever a client library threw, or `undefined` where the chain refused nothing (no network, a
 * request that the wallet's owner declined, ..).
 */
export function findContractError(thrown: unknown): ContractError | undefined {
  const revertData = findRevertData(thrown);
  return revertData === undefined ? undefined : decodeContractError(revertData);
}

/** Reads the bytes that a call reverted with; `undefined` where they are no error of the network's contracts. */
export function decodeContractError(revertData: Hex): ContractError | undefined {
  try {
    const { errorName, args } = decodeErrorResult({ abi: contractErrorsAbi, data: revertData });
    return { name: errorName, args: args ?? [], sentence: SENTENCES[errorName] };
  } catch {
    return undefined;
  }
}

/** Libraries nest the node's answer differently: the innermost `data` or `raw` of four bytes or more is it. */
function findRevertData(thrown: unknown): Hex | undefined {
  for (let error = thrown, depth = 0; typeof error === "object" && error !== null && depth < 12; depth++) {
    const { raw, data, cause } = error as { raw?: unknown; data?: unknown; cause?: unknown };
    for (const bytes of [raw, data]) if (isHex(bytes) && bytes.length >= 10) return bytes;
    error = cause ?? data;
  }
  return undefined;
}

const SYSTEM = "The network refused this. Nothing was changed; ask the operator.";
const NOT_YOURS = "Your role does not allow this. Nothing was changed; ask whoever administers it.";
const AMOUNT_NEEDED = "Enter an amount above zero.";
const NEW_CODE = "Ask the shop to show a new code. Nothing was taken.";
const BANK_NOT_TAKING_PART =
  "One of the two banks is not taking part at the moment. Nothing was taken; pay another way.";

/** One sentence for each error that a contract can give; it does not compile while one is missing. */
const SENTENCES: Record<ContractErrorName, string> = {
  AmountDiffersFromRequest: `The amount is not the one that the shop asked for. ${NEW_CODE}`,
  AmountTooLarge: "The amount is larger than a single payment can be. Pay in parts.",
  AmountZero: AMOUNT_NEEDED,
  ApprovalAlreadyCancelled: `This approval was cancelled. ${NEW_CODE}`,
  ApprovalExpired: "This approval has expired. Nothing was taken; approve again.",
  ApprovalForAnotherRequest: `This approval is for another request. ${NEW_CODE}`,
  ApprovalLivesTooLong: "An approval may be valid for 15 minutes at most. Nothing was taken; approve again.",
  ApprovalSignatureInvalid: "This approval was not signed by the account that pays. Nothing was taken; approve again.",
  CurrencyNotAccepted: `This till does not take that currency. ${NEW_CODE}`,
  DebitCurrencyDiffers: "Choose an account in the currency of the request. Nothing was taken.",
  DebitExceedsApproval: "The amount is above what was approved. Nothing was taken; approve again.",
  MerchantNameDiffers: "The shop's name is not the one that its bank registered. Do not pay it. Nothing was taken.",
  NotTerminalNorAcquirer: "Only the till that made this request, or its bank, can cancel it.",
  PayerIsPayee: "This account belongs to the shop itself. Choose another account to pay from.",
  PaymentAlreadyMade: "This payment was already made. Nothing was taken again; see your recent payments.",
  RequestAlreadyCancelled: `The shop has cancelled this request. ${NEW_CODE}`,
  RequestAlreadyPaid: "This request is already paid. Nothing was taken again.",
  RequestExpired: `This code has expired. ${NEW_CODE}`,
  RequestIsForAuthorize: "This code asks to hold an amount, not to pay it. Nothing was taken; ask for a payment code.",
  RequestLivesTooLong: `This code is valid for longer than a till may set. ${NEW_CODE}`,
  StaticCapExceeded: "The amount is above what this printed code may take. Ask the shop for a code with the amount.",
  TerminalCapExceeded: "The amount is above what this till may ask for. Nothing was taken; ask to split the bill.",
  TerminalOfAnotherMerchant: `This code was changed or does not belong to this shop. Do not pay it. ${NEW_CODE}`,

  TerminalUnknown: `This code was changed or does not belong to this shop. Do not pay it. ${NEW_CODE}`,
  TerminalNotActive: "This till was withdrawn by its bank. Nothing was taken; ask the shop to use another one.",
  TerminalExpired: "This till's registration has run out. Nothing was taken; ask the shop to use another one.",
  TerminalAlreadyRegistered: "This till's key is already registered. Make a new key on the till and register that.",
  TerminalInvalid: "The till's limits do not fit: the one for printed codes must not be above the other.",
  MerchantNotActive: "This shop cannot be paid at the moment. Nothing was taken; the shop should call its bank.",
  MerchantInvalid: "Enter the shop's name and its city.",
  MerchantStatusChangeNotAllowed: "The shop's state does not allow this change. Look at its state again.",
  TextTooLong: "The shop's name or city is too long. Shorten it.",

  CustomerNotActive: "One of the two accounts is not open at its bank. Nothing was taken; ask the bank.",
  CustomerExpired: "The bank must renew this account's registration first. Nothing was taken; ask the bank.",
  CustomerAlreadyEnrolled: "This account is already enrolled at your bank.",
  CustomerInvalid: "This is not an account that can be enrolled. Scan the enrolment code again.",
  CustomerStatusChangeNotAllowed: "The customer's state does not allow this change. Look at it again.",

  ParticipantNotActive: BANK_NOT_TAKING_PART,
  ParticipantAlreadyAdmitted: "A bank with this number is already admitted.",
  ParticipantInvalid: "A bank needs a number above zero, an active status and a reserve account.",
  ReserveAccountTaken: "This reserve account already belongs to a bank.",
  NotAReserveAccount: "Reserves can only be held by a bank's reserve account. Check the account.",
  NoDepositToken: "The bank keeps no deposits in this currency. Choose another account.",
  NoReserveToken: "This currency is not settled in this network.",
  TokenAlreadyRegistered: "A token for this bank and currency is already registered.",
  TooManyCurrencies: "The bank already has as many currencies as it can.",
  StatusChangeNotAllowed: "The bank's state does not allow this change. Look at it again.",

  DepositAmountZero: AMOUNT_NEEDED,
  DepositBalanceTooLow: "There is not enough in this account. Nothing was taken; choose another account.",
  ReserveAmountZero: AMOUNT_NEEDED,
  SettlementAmountZero: AMOUNT_NEEDED,
  SettlementBalanceTooLow:
    "The paying bank cannot settle this amount now. Nothing was taken; pay another way or later.",

  DutyRequired: NOT_YOURS,
  AccessManagedUnauthorized: NOT_YOURS,
  AccessManagerUnauthorizedAccount: NOT_YOURS,
  AccessManagerUnauthorizedCall: NOT_YOURS,
  AccessManagerUnauthorizedCancel: NOT_YOURS,
  AccessManagerUnauthorizedConsume: NOT_YOURS,
  CallerNotAdmitted: NOT_YOURS,
  AccessManagedRequiredDelay: "This decision must be announced first and takes effect after its delay.",
  AccessManagerNotReady: "This decision's delay has not passed yet. Try again when it has.",
  AccessManagerNotScheduled: "This decision was not announced, or was withdrawn. Announce it first.",
  AccessManagerAlreadyScheduled: "This decision is already announced. Wait until its delay has passed.",
  AccessManagerExpired: "This decision was announced too long ago. Announce it again.",
  ImplementationNotOffered: "This code is not the one on offer. Examine the offer again before you adopt it.",
  ImplementationWithoutCode: "There is no code at this address. Check the address.",

  ERC20InsufficientBalance: "There is not enough in this account. Nothing was taken.",
  ERC20InsufficientAllowance: "This was not allowed for so much. Nothing was taken.",
  ERC2612ExpiredSignature: "This permission has expired. Sign it again.",
  ERC2612InvalidSigner: "This permission was not signed by the account's owner.",
  ERC3009InvalidAuthorizationTime: "This transfer is not valid at this time. Sign it again.",
  ERC3009InvalidSignature: "This transfer was not signed by the account's owner.",
  ERC3009UsedAuthorization: "This transfer was already made or cancelled.",
  InvalidAccountNonce: "This permission was already used. Sign a new one.",
  ECDSAInvalidSignature: `This code is not signed by a shop. Do not pay it. ${NEW_CODE}`,
  ECDSAInvalidSignatureLength: `This code is not signed by a shop. Do not pay it. ${NEW_CODE}`,
  ECDSAInvalidSignatureS: `This code is not signed by a shop. Do not pay it. ${NEW_CODE}`,

  AccessManagedInvalidAuthority: SYSTEM,
  AccessManagerBadConfirmation: SYSTEM,
  AccessManagerInvalidInitialAdmin: SYSTEM,
  AccessManagerLockedFunction: SYSTEM,
  AccessManagerLockedRole: SYSTEM,
  AddressEmptyCode: SYSTEM,
  ERC1967InvalidImplementation: SYSTEM,
  ERC1967NonPayable: SYSTEM,
  ERC20InvalidApprover: SYSTEM,
  ERC20InvalidReceiver: SYSTEM,
  ERC20InvalidSender: SYSTEM,
  ERC20InvalidSpender: SYSTEM,
  FailedCall: SYSTEM,
  InsufficientBalance: SYSTEM,
  InvalidInitialization: SYSTEM,
  InvalidShortString: SYSTEM,
  NotInitializing: SYSTEM,
  SafeCastOverflowedUintDowncast: SYSTEM,
  StringTooLong: SYSTEM,
  UUPSUnauthorizedCallContext: SYSTEM,
  UUPSUnsupportedProxiableUUID: SYSTEM,
};

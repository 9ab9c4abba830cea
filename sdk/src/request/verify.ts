import type { Address, Hex } from "viem";
import { STATUS } from "../status.ts";
import { MAX_LIFE_SECONDS } from "../typed-data.ts";
import type { RequestNetwork } from "./code-objects.ts";
import { checkCode, isStatic, recoverSigner, requestDigest, type PaymentRequest } from "./payment-request.ts";
import type { ReadRequest } from "./read.ts";
import { RequestError } from "./request-error.ts";

/** MerchantRegistry.terminal */
export interface TerminalRow {
  merchantId: Hex;
  currency: number;
  status: number;
  validUntil: number;
  capMinor: number;
  staticCapMinor: number;
}

/** MerchantRegistry.merchant */
export interface MerchantRow {
  payoutAccount: Address;
  acquirer: number;
  category: number;
  status: number;
  country: Hex;
  name: string;
  city: string;
}

/** ParticipantRegistry.participant */
export interface ParticipantRow {
  status: number;
  name: string;
}

/** How to look a terminal up: over RPC in a wallet or a command, in memory in a test. */
export interface RegistryReader {
  terminal(account: Address): Promise<TerminalRow>;
  merchant(merchantId: Hex): Promise<MerchantRow>;
  participant(bank: number): Promise<ParticipantRow>;
}

/** A request whose terminal signed exactly this code, for this network, and which has not expired. */
export interface AuthenticRequest extends ReadRequest {
  digest: Hex;
  terminal: Address;
  /** Four digits that both screens show. */
  checkCode: string;
}

/** A request that the registries know too: what a wallet may show as the merchant. */
export interface VerifiedRequest extends AuthenticRequest {
  merchant: MerchantRow;
  acquirer: ParticipantRow;
  /** The most that one payment by this code may be, in minor units. */
  capMinor: bigint;
}

/**
 * Recovers who signed and checks the times: all that can be known offline. Compare `terminal` with an address you trust.
 * @param now Unix seconds.
 * @throws RequestError
 */
export async function authenticateRequest(
  read: ReadRequest,
  network: RequestNetwork,
  now: bigint,
): Promise<AuthenticRequest> {
  const authentic = await recover(read, network);
  requireInTime(read.request, now);
  return authentic;
}

/**
 * Everything that a wallet must know before it shows a merchant: signature, times, and the registries' word on
 * terminal, merchant and bank. The contract repeats every check.
 * @throws RequestError; errors of the reader pass through.
 */
export async function verifyRequest(
  read: ReadRequest,
  network: RequestNetwork,
  now: bigint,
  registry: RegistryReader,
): Promise<VerifiedRequest> {
  const { request, decoded } = read;
  const authentic = await recover(read, network);
  const row = await registry.terminal(authentic.terminal);
  // First who, then when: an edited expiry must not pass for an expired code.
  if (row.status === STATUS.none || row.merchantId !== request.merchantId) {
    throw new RequestError("CHANGED_OR_FOREIGN", `signed by ${authentic.terminal}`);
  }
  requireInTime(request, now);
  const capMinor = requireTerminal(row, request, now);
  const merchant = await registry.merchant(request.merchantId);
  if (merchant.status !== STATUS.active) throw new RequestError("MERCHANT_NOT_ACTIVE", `status ${merchant.status}`);
  if (merchant.name !== decoded.merchantName || merchant.city !== decoded.merchantCity) {
    throw new RequestError("MERCHANT_DIFFERS", `registered as ${merchant.name}, ${merchant.city}`);
  }
  const acquirer = await registry.participant(merchant.acquirer);
  if (acquirer.status !== STATUS.active) throw new RequestError("BANK_NOT_ACTIVE", acquirer.name);
  return { ...authentic, merchant, acquirer, capMinor };
}

async function recover(read: ReadRequest, network: RequestNetwork): Promise<AuthenticRequest> {
  const digest = requestDigest(read.request, network);
  const terminal = await recoverSigner(digest, read);
  if (terminal === undefined) throw new RequestError("CHANGED_OR_FOREIGN", "the signature recovers nobody");
  return { ...read, digest, terminal, checkCode: checkCode(digest) };
}

function requireInTime(request: PaymentRequest, now: bigint): void {
  if (request.captureBefore !== 0n) throw new RequestError("FOR_AUTHORIZE", `until ${request.captureBefore}`);
  if (now >= request.expiresAt) throw new RequestError("EXPIRED", `at ${request.expiresAt}, it is ${now}`);
  if (!isStatic(request) && request.expiresAt > now + BigInt(MAX_LIFE_SECONDS)) {
    throw new RequestError("LIVES_TOO_LONG", `until ${request.expiresAt}, it is ${now}`);
  }
}

/** The cap of one payment, where the terminal may ask for this. */
function requireTerminal(row: TerminalRow, request: PaymentRequest, now: bigint): bigint {
  if (row.status !== STATUS.active) throw new RequestError("TERMINAL_REVOKED", `status ${row.status}`);
  if (now >= BigInt(row.validUntil)) throw new RequestError("TERMINAL_EXPIRED", `at ${row.validUntil}`);
  if (row.currency !== request.currency) throw new RequestError("CURRENCY_NOT_ACCEPTED", `takes ${row.currency}`);
  const capMinor = BigInt(isStatic(request) ? row.staticCapMinor : row.capMinor);
  if (request.amountMinor > capMinor) throw new RequestError("ABOVE_CAP", `cap ${capMinor}`);
  return capMinor;
}

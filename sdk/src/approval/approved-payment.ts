import { type Address, type Hex, getAddress, isAddress, isHex, size } from "viem";
import type { SignedRequest } from "../request/payment-request.ts";
import type { PaymentApproval } from "./payment-approval.ts";

/** A terminal's signed request and its payer's signed approval: all that whoever relays a payment needs. */
export interface ApprovedPayment {
  signed: SignedRequest;
  approval: PaymentApproval;
  /** 65 bytes for a key; what the account's ERC-1271 check takes for a contract. */
  signature: Hex;
}

/** `field` is where in the JSON the first thing that is not as it must be stands. */
export class ApprovedPaymentError extends Error {
  override readonly name = "ApprovedPaymentError";
  readonly field: string;
  constructor(field: string, expected: string) {
    super(`${field} must be ${expected}`);
    this.field = field;
  }
}

const MAX_NAME_CHARACTERS = 100;
const MAX_SIGNATURE_BYTES = 1_024;
const UINT256 = 2n ** 256n;

/** As JSON: amounts and times as decimal strings, bytes as 0x-prefixed hexadecimal digits. */
export function writeApprovedPayment(payment: ApprovedPayment): string {
  return JSON.stringify(payment, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
}

/** Reads what {@link writeApprovedPayment} writes, bytes in lower case. Throws an {@link ApprovedPaymentError} for anything else. */
export function readApprovedPayment(json: string): ApprovedPayment {
  const root = fieldsOf(parse(json), "");
  const signed = fieldsOf(root("signed"), "signed");
  const request = fieldsOf(signed("request"), "signed.request");
  const approval = fieldsOf(root("approval"), "approval");
  return {
    signed: {
      request: {
        merchantId: bytes(request, "merchantId", 8),
        requestId: bytes(request, "requestId", 16),
        currency: uint16(request, "currency"),
        amountMinor: uint(request, "amountMinor"),
        expiresAt: uint(request, "expiresAt"),
        captureBefore: uint(request, "captureBefore"),
        contentHash: bytes(request, "contentHash", 32),
      },
      r: bytes(signed, "r", 32),
      yParityAndS: bytes(signed, "yParityAndS", 32),
    },
    approval: {
      request: bytes(approval, "request", 32),
      merchantName: name(approval, "merchantName"),
      payer: address(approval, "payer"),
      amountMinor: uint(approval, "amountMinor"),
      tipMinor: uint(approval, "tipMinor"),
      bank: uint16(approval, "bank"),
      currency: uint16(approval, "currency"),
      maxDebitMinor: uint(approval, "maxDebitMinor"),
      validBefore: uint(approval, "validBefore"),
      nonce: bytes(approval, "nonce", 32),
    },
    signature: anyBytes(root, "signature"),
  };
}

/** Gives a field's value; with no name, the path of the object itself. */
interface Fields {
  (field: string): unknown;
  path: string;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new ApprovedPaymentError("the payment", "JSON");
  }
}

function fieldsOf(value: unknown, path: string): Fields {
  if (typeof value !== "object" || value === null) {
    throw new ApprovedPaymentError(path === "" ? "the payment" : path, "an object");
  }
  return Object.assign((field: string) => (value as Record<string, unknown>)[field], { path });
}

function refuse(fields: Fields, field: string, expected: string): never {
  throw new ApprovedPaymentError(fields.path === "" ? field : `${fields.path}.${field}`, expected);
}

function bytes(fields: Fields, field: string, length: number): Hex {
  const value = fields(field);
  if (!isHex(value) || value.length !== 2 + 2 * length) refuse(fields, field, `${length} bytes`);
  return lowerCase(value);
}

function anyBytes(fields: Fields, field: string): Hex {
  const value = fields(field);
  const isBytes = isHex(value) && value.length % 2 === 0 && size(value) <= MAX_SIGNATURE_BYTES;
  return isBytes ? lowerCase(value) : refuse(fields, field, `at most ${MAX_SIGNATURE_BYTES} bytes`);
}

/** One text for the same bytes: they are compared with what the chain tells. */
function lowerCase(value: Hex): Hex {
  return value.toLowerCase() as Hex;
}

function address(fields: Fields, field: string): Address {
  const value = fields(field);
  return typeof value === "string" && isAddress(value, { strict: false })
    ? getAddress(value)
    : refuse(fields, field, "an address");
}

function uint(fields: Fields, field: string): bigint {
  const value = fields(field);
  if (typeof value !== "string" || !/^\d{1,78}$/.test(value)) refuse(fields, field, "a whole number in digits");
  const number = BigInt(value);
  return number < UINT256 ? number : refuse(fields, field, "less than 2^256");
}

function uint16(fields: Fields, field: string): number {
  const value = fields(field);
  const isNumber = Number.isInteger(value) && (value as number) >= 0 && (value as number) < 65_536;
  return isNumber ? (value as number) : refuse(fields, field, "a number of 16 bits");
}

function name(fields: Fields, field: string): string {
  const value = fields(field);
  const isName = typeof value === "string" && value.length <= MAX_NAME_CHARACTERS;
  return isName ? value : refuse(fields, field, `at most ${MAX_NAME_CHARACTERS} characters`);
}

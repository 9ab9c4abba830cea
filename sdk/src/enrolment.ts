import { type Address, type Hex, getAddress, isAddress } from "viem";

export type EnrolmentKind = "customer" | "terminal" | "clerk";

/**
 * What a newcomer's wallet or till shows its bank, and the bank's page takes by scan or paste: an address whose key was
 * made on that device and never leaves it.
 */
export interface EnrolmentCode {
  /** `customer`: an account that will hold deposits. `terminal`: a key that will ask for money. `clerk`: a bank's desk. */
  kind: EnrolmentKind;
  address: Address;
  /** The network that the device is on; only its first 4 bytes travel. */
  genesisHash: Hex;
}

const PATTERN = /^jiaozi:enrol\/(customer|terminal|clerk)\/(0x[0-9a-fA-F]{40})@(0x[0-9a-f]{8})$/;

const SENTENCES = {
  NOT_AN_ENROLMENT_CODE: "This is not an enrolment code. Ask for the code that a new wallet or till shows.",
  WRONG_KIND: "This code is of another kind: a wallet's enrols a customer, a till's a terminal, a bank desk's a clerk.",
  OTHER_NETWORK:
    "This device is on another network, or on one that was restarted. Open it again and show its new code.",
} as const;

/** The only error that reading an enrolment code throws; `message` is for the clerk. */
export class EnrolmentError extends Error {
  override readonly name = "EnrolmentError";
  readonly code: keyof typeof SENTENCES;

  constructor(code: keyof typeof SENTENCES) {
    super(SENTENCES[code]);
    this.code = code;
  }
}

export function enrolmentText({ kind, address, genesisHash }: EnrolmentCode): string {
  return `jiaozi:enrol/${kind}/${getAddress(address)}@${genesisHash.slice(0, 10)}`;
}

/**
 * The address in an enrolment code of the wanted kind. A mistyped address fails its checksum (ERC-55).
 * @throws EnrolmentError
 */
export function readEnrolment(text: string, kind: EnrolmentKind, genesisHash: Hex): Address {
  const [, foundKind, address, genesis] = PATTERN.exec(text.trim()) ?? [];
  if (address === undefined || !isAddress(address)) throw new EnrolmentError("NOT_AN_ENROLMENT_CODE");
  if (foundKind !== kind) throw new EnrolmentError("WRONG_KIND");
  if (genesis !== genesisHash.slice(0, 10)) throw new EnrolmentError("OTHER_NETWORK");
  return getAddress(address);
}

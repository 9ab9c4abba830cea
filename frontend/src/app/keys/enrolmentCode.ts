import { type Address, getAddress, isAddress } from "viem";
import { type Role, ROLES } from "./role.ts";

/** What a newcomer shows to the bank: who asks, and the address of the key that never leaves the device. */
export interface EnrolmentCode {
  role: Role;
  address: Address;
}

const SCHEME = "jiaozi-enrol";

export function formatEnrolmentCode({ role, address }: EnrolmentCode): string {
  return `${SCHEME}:${role}:${address}`;
}

/** Nothing for any other text, and for an address whose checksum shows a slip of the hand. */
export function parseEnrolmentCode(text: string): EnrolmentCode | undefined {
  const [scheme, roleText, address = "", ...rest] = text.trim().split(":");
  const role = ROLES.find((each) => each === roleText);
  if (scheme !== SCHEME || !role || rest.length > 0 || !isAddress(address)) return undefined;
  return { role, address: getAddress(address) };
}

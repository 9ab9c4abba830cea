import type { Deployment } from "@jiaozi/sdk/deployment";
import { NETWORK_GUIDS } from "@jiaozi/sdk/network";
import type { Address, Hex } from "viem";
import { importKey, loadKey } from "./keyStore.ts";
import { type Role, ROLES } from "./role.ts";

/** `/wallet#key=0x…`: a demonstration person's key, in the fragment, so that no server sees it. */
export interface EnrolmentLink {
  role: Role;
  privateKey: Hex;
  address: Address;
  /** Its further `name=value` parts. */
  parts: URLSearchParams;
}

// What an admitted link brought beside its key, for its place to take once
let brought: Pick<EnrolmentLink, "role" | "parts"> | undefined;

// Opened, but without a whole key: the place says so
let cutShort: Role | undefined;

// One that would replace another key waits here for the person's word
let waiting: EnrolmentLink | undefined;
const listeners = new Set<() => void>();

/**
 * Takes the key out of the address, then keeps it, unless the role has another one: that one stays until the person
 * decides. Called before the first render, and when only the fragment of an open page changes.
 */
export async function admitEnrolmentLink(): Promise<void> {
  const link = takeEnrolmentLink();
  if (!link || !(await isDemonstration())) return;
  const { role, privateKey, parts } = link;
  cutShort = privateKey ? undefined : role;
  if (privateKey) await admit(role, privateKey, parts);
  for (const listener of listeners) listener();
}

async function admit(role: Role, privateKey: Hex, parts: URLSearchParams): Promise<void> {
  const kept = await loadKey(role);
  if (!kept) {
    await importKey(role, privateKey);
    brought = { role, parts };
  } else {
    const { addressOf } = await import("./privateKey.ts");
    const address = addressOf(privateKey);
    if (kept.address === address) brought = { role, parts };
    else waiting = { role, privateKey, address, parts };
  }
}

/**
 * Only a demonstration hands out keys. Anywhere else a link with a key is a trap: whoever sent it would know the key
 * that the person then takes to the bank.
 */
async function isDemonstration(): Promise<boolean> {
  try {
    const { guid } = (await (await fetch("/deployment.json", { cache: "no-store" })).json()) as Pick<
      Deployment,
      "guid"
    >;
    return guid === NETWORK_GUIDS.test;
  } catch {
    return false;
  }
}

export function waitingLink(): EnrolmentLink | undefined {
  return waiting;
}

/** Its key was taken: what it brought comes along. */
export function admitWaitingLink(): void {
  brought = waiting;
  dropWaitingLink();
}

export function dropWaitingLink(): void {
  waiting = undefined;
  for (const listener of listeners) listener();
}

export function cutShortLink(): Role | undefined {
  return cutShort;
}

export function dropCutShortLink(): void {
  cutShort = undefined;
  for (const listener of listeners) listener();
}

export function subscribeToLinks(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The further parts of a link whose key this place took: given out once, and kept nowhere else. */
export function takeLinkParts(role: Role): URLSearchParams {
  const parts = brought?.role === role ? brought.parts : new URLSearchParams();
  brought = undefined;
  return parts;
}

/** Without a key where the link was cut short when it was copied. */
function takeEnrolmentLink(): { role: Role; privateKey: Hex | undefined; parts: URLSearchParams } | undefined {
  const { pathname, search, hash } = location;
  const role = ROLES.find((each) => pathname === `/${each}` || pathname.startsWith(`/${each}/`));
  const key = /^#key=(0x[0-9a-fA-F]{64})(?:&|$)/.exec(hash)?.[1] as Hex | undefined;
  if (!hash.startsWith("#key=")) return undefined;
  history.replaceState(history.state, "", pathname + search); // broken ones leave the address, too
  if (!role) return undefined;
  const parts = new URLSearchParams(hash.slice(1));
  parts.delete("key");
  return { role, privateKey: key, parts };
}

import { createStore, del, get, set } from "idb-keyval";
import type { Hex } from "viem";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import type { Role } from "./role.ts";

/** What lies in IndexedDB: the key encrypted by one that the browser keeps and never gives out. */
interface StoredKey {
  wrappingKey: CryptoKey;
  iv: Uint8Array<ArrayBuffer>;
  encryptedKey: ArrayBuffer;
  genesisHash: Hex | undefined;
}

export interface RoleKey {
  account: PrivateKeyAccount;
  /** The chain that this key was first used on; none until then. */
  genesisHash: Hex | undefined;
}

const ALGORITHM = "AES-GCM";
const IV_BYTES = 12;

let opened: ReturnType<typeof createStore> | undefined;

function store() {
  opened ??= createStore("jiaozi-keys", "keys");
  return opened;
}

export async function loadKey(role: Role): Promise<RoleKey | undefined> {
  const stored = await get<StoredKey>(role, store());
  if (!stored) return undefined;
  const { wrappingKey, iv, encryptedKey, genesisHash } = stored;
  const key = await crypto.subtle.decrypt({ name: ALGORITHM, iv }, wrappingKey, encryptedKey);
  return { account: privateKeyToAccount(new TextDecoder().decode(key) as Hex), genesisHash };
}

export async function createKey(role: Role): Promise<RoleKey> {
  return await importKey(role, generatePrivateKey());
}

/** Replaces the role's key. Warning: the key that was there before is gone; ask the person first. */
export async function importKey(role: Role, privateKey: Hex): Promise<RoleKey> {
  const account = privateKeyToAccount(privateKey);
  // Not extractable: a script that reads the database gets ciphertext and a handle, but no key to take away
  const wrappingKey = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, ["encrypt", "decrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const encryptedKey = await crypto.subtle.encrypt(
    { name: ALGORITHM, iv },
    wrappingKey,
    new TextEncoder().encode(privateKey),
  );
  await set(role, { wrappingKey, iv, encryptedKey, genesisHash: undefined } satisfies StoredKey, store());
  return { account, genesisHash: undefined };
}

export async function rememberGenesis(role: Role, genesisHash: Hex): Promise<void> {
  const stored = await get<StoredKey>(role, store());
  if (stored) await set(role, { ...stored, genesisHash } satisfies StoredKey, store());
}

export async function forgetKey(role: Role): Promise<void> {
  await del(role, store());
}

import { createStore, del, get, set } from "idb-keyval";
import type { Address, Hex, PrivateKeyAccount } from "viem";
import type { Role } from "./role.ts";

/** What lies in IndexedDB: the key encrypted by one that the browser keeps and never gives out. */
interface StoredKey {
  address: Address;
  wrappingKey: CryptoKey;
  iv: Uint8Array<ArrayBuffer>;
  encryptedKey: ArrayBuffer;
  genesisHash: Hex | undefined;
}

export interface RoleKey {
  address: Address;
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

/** Who this place is; the key itself stays encrypted. Refused where the browser would not encrypt one. */
export async function loadKey(role: Role): Promise<RoleKey | undefined> {
  if (!isSecureContext) throw new Error("this origin is not secure, so the browser offers no cryptography");
  const stored = await get<StoredKey>(role, store());
  return stored && { address: stored.address, genesisHash: stored.genesisHash };
}

/** Decrypts the key, for one signature. Refused when it is not the address's key any more. */
export async function unlockKey(role: Role, address: Address): Promise<PrivateKeyAccount> {
  const stored = await get<StoredKey>(role, store());
  if (stored?.address !== address) throw new Error("this key was replaced or forgotten meanwhile");
  const { wrappingKey, iv, encryptedKey } = stored;
  const key = await crypto.subtle.decrypt({ name: ALGORITHM, iv }, wrappingKey, encryptedKey);
  const { accountOf } = await import("./privateKey.ts");
  return accountOf(new TextDecoder().decode(key) as Hex);
}

export async function createKey(role: Role): Promise<void> {
  const { makePrivateKey } = await import("./privateKey.ts");
  await importKey(role, makePrivateKey());
}

/** Replaces the role's key. Warning: the key that was there before is gone; ask the person first. */
export async function importKey(role: Role, privateKey: Hex): Promise<void> {
  const { addressOf } = await import("./privateKey.ts");
  // Not extractable: a script that reads the database gets ciphertext and a handle, but no key to take away
  const wrappingKey = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, ["encrypt", "decrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const encryptedKey = await crypto.subtle.encrypt(
    { name: ALGORITHM, iv },
    wrappingKey,
    new TextEncoder().encode(privateKey),
  );
  const address = addressOf(privateKey);
  await set(role, { address, wrappingKey, iv, encryptedKey, genesisHash: undefined } satisfies StoredKey, store());
}

export async function rememberGenesis(role: Role, genesisHash: Hex): Promise<void> {
  const stored = await get<StoredKey>(role, store());
  if (stored) await set(role, { ...stored, genesisHash } satisfies StoredKey, store());
}

export async function forgetKey(role: Role): Promise<void> {
  await del(role, store());
}

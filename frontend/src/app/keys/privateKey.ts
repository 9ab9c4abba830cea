import type { Address, Hex, PrivateKeyAccount } from "viem";
import { generatePrivateKey, privateKeyToAccount, privateKeyToAddress } from "viem/accounts";

// Imported where a key is made or used, and not before: a place can be drawn without its cryptography

export function makePrivateKey(): Hex {
  return generatePrivateKey();
}

export function addressOf(privateKey: Hex): Address {
  return privateKeyToAddress(privateKey);
}

export function accountOf(privateKey: Hex): PrivateKeyAccount {
  return privateKeyToAccount(privateKey);
}

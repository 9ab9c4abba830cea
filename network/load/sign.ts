import { type Address, type Hex, keccak256, type LocalAccount } from "viem";

/** What a transaction moves, so that the books can be checked to the unit. */
export type Movement =
  | { kind: "transfer"; from: Address; to: Address }
  | { kind: "payment"; id: Hex; payer: Address; amountMinor: bigint; payerBank: number; payeeBank: number };

export interface SignedTransaction {
  sender: Address;
  hash: Hex;
  serialized: Hex;
  movements: readonly Movement[];
}

interface Call {
  to: Address;
  data: Hex;
  gas: bigint;
  movements?: readonly Movement[];
}

/** Signs transactions one after another, each with its sender's next nonce: many of one sender are under way at once. */
export function createSigner(chainId: number, nonceOf: (address: Address) => Promise<number>) {
  const nonces = new Map<Address, number>();
  return async (account: LocalAccount, { to, data, gas, movements = [] }: Call): Promise<SignedTransaction> => {
    const nonce = nonces.get(account.address) ?? (await nonceOf(account.address));
    nonces.set(account.address, nonce + 1);
    const serialized = await account.signTransaction({
      type: "eip1559",
      chainId,
      nonce,
      to,
      data,
      gas,
      maxFeePerGas: 0n,
      maxPriorityFeePerGas: 0n,
    });
    return { sender: account.address, hash: keccak256(serialized), serialized, movements };
  };
}

export type Sign = ReturnType<typeof createSigner>;

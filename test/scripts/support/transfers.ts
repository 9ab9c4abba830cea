import type { EIP1193Provider } from "hardhat/types/providers";
import type { Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";

const REVERTING_CREATION = "0x60006000fd";
const GAS = 100_000n;
const GAS_PER_BYTE = 40n;

export interface Payer {
  address: Hex;
  /** A signed transaction to itself without any fee, with a memo of some length. */
  sign(nonce: number, memoBytes?: number): Promise<Hex>;
  /** A signed transaction that reverts in its block. */
  signFailing(nonce: number): Promise<Hex>;
}

/** Someone who owns no native coin. */
export function makePayer(): Payer {
  const account = privateKeyToAccount(generatePrivateKey());
  return {
    address: account.address,
    sign: (nonce, memoBytes = 0) =>
      account.signTransaction({
        chainId: 20071,
        nonce,
        gas: GAS + GAS_PER_BYTE * BigInt(memoBytes),
        gasPrice: 0n,
        to: account.address,
        data: `0x${"a5".repeat(memoBytes)}`,
      }),
    signFailing: (nonce) =>
      account.signTransaction({ chainId: 20071, nonce, gas: GAS, gasPrice: 0n, data: REVERTING_CREATION }),
  };
}

interface Block {
  number: Hex;
  baseFeePerGas: Hex;
  gasUsed: Hex;
  gasLimit: Hex;
  timestamp: Hex;
}

export function readBlock(provider: EIP1193Provider, block: Hex | "latest" | "pending"): Promise<Block> {
  return provider.request({ method: "eth_getBlockByNumber", params: [block, false] }) as Promise<Block>;
}

import { NotIncludedError, submitUntilIncluded } from "@jiaozi/sdk/transaction/submit";
import {
  type Abi,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type EIP1193RequestFn,
  type Hex,
  createPublicClient,
  createWalletClient,
  custom,
  encodeDeployData,
  encodeFunctionData,
  type EncodeFunctionDataParameters,
  getAddress,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { isRefusedByNode } from "./answers.ts";

/** An Ethereum provider (EIP-1193): the embedded chain's own, or one over HTTP. */
export interface Provider {
  request(request: { method: string; params?: readonly unknown[] }): Promise<unknown>;
}

/** Functions that change something; an upgrade is payable by its standard. */
export type Changing = "nonpayable" | "payable";

/** What went through when it was tried failed when a block had it: something came in between. */
export class TransactionReverted extends Error {
  constructor(hash: Hex) {
    super(`the transaction ${hash} was reverted`);
    this.name = "TransactionReverted";
  }
}

/** No node said that it is in a block: it may have been made, or be made yet. Another in its place could be a second. */
export class OutcomeUnknownError extends Error {
  override readonly name = "OutcomeUnknownError";
  constructor(cause: NotIncludedError) {
    super(`nobody told what became of the transaction ${cause.hash}`, { cause });
  }
}

/** A chain with faster blocks is looked at no more often. */
const BLOCK_SECONDS = 0.5;
const GIVE_UP_SECONDS = 120;

/**
 * Sends one account's transactions, at no gas price, and waits for each: a revert is an error with its reason. Each is
 * signed once and that very one sent until a block has it, so that a lost answer makes nothing twice.
 */
export function createSender(provider: Provider, chainId: number, key: Hex, giveUpSeconds = GIVE_UP_SECONDS) {
  const account = privateKeyToAccount(key);
  const transport = custom(provider as { request: EIP1193RequestFn }, { retryCount: 0 }); // a refusal stays one
  const reader = createPublicClient({ transport, pollingInterval: 100 });
  const wallet = createWalletClient({ account, transport });
  const chain = null;

  async function include(call: { to?: Address; data: Hex }) {
    const terms = { ...call, gasPrice: 0n } as const;
    const { nonce, gas } = await wallet.prepareTransactionRequest({ ...terms, chain, parameters: ["nonce", "gas"] });
    const serialized = await account.signTransaction({ ...terms, type: "legacy", chainId, nonce, gas });
    await reader.sendRawTransaction({ serializedTransaction: serialized }).catch((error: unknown) => {
      if (isRefusedByNode(error)) throw error;
    });
    const seconds = { blockSeconds: BLOCK_SECONDS, giveUpSeconds };
    const receipt = await submitUntilIncluded([reader], serialized, seconds).catch((error: unknown) => {
      throw error instanceof NotIncludedError ? new OutcomeUnknownError(error) : error;
    });
    if (receipt.status !== "success") throw new TransactionReverted(receipt.transactionHash);
    return receipt;
  }

  async function deploy(artifact: { abi: Abi; bytecode: Hex }, args: readonly unknown[]): Promise<Address> {
    const receipt = await include({ data: encodeDeployData({ ...artifact, args }) });
    if (!receipt.contractAddress) throw new Error("the transaction deployed nothing");
    return getAddress(receipt.contractAddress);
  }

  async function send<const abi extends Abi, name extends ContractFunctionName<abi, Changing>>(
    address: Address,
    abi: abi,
    functionName: name,
    args: ContractFunctionArgs<abi, Changing, name>,
  ) {
    const call = { address, abi, functionName, args, account, chain, gasPrice: 0n } as const;
    await reader.simulateContract(call as never); // for the named error, before anything is sent
    const data = encodeFunctionData({ abi, functionName, args } as EncodeFunctionDataParameters);
    return await include({ to: address, data });
  }

  return { address: account.address, chainId, deploy, send, reader };
}

export type Sender = ReturnType<typeof createSender>;

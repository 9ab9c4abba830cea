import {
  type Abi,
  type Account,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type EIP1193RequestFn,
  type Hex,
  createPublicClient,
  createWalletClient,
  custom,
  getAddress,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";

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

/** Sends one account's transactions, at no gas price, and waits for each: a revert is an error with its reason. */
export function createSender(provider: Provider, chainId: number, key: Hex) {
  const account: Account = privateKeyToAccount(key);
  const transport = custom(provider as { request: EIP1193RequestFn }, { retryCount: 0 }); // a refusal stays one
  const reader = createPublicClient({ transport, pollingInterval: 100 });
  const wallet = createWalletClient({ account, transport });
  const chain = null;

  async function landed(hash: Hex) {
    const receipt = await reader.waitForTransactionReceipt({ hash });
    if (receipt.status !== "success") throw new TransactionReverted(hash);
    return receipt;
  }

  async function deploy(artifact: { abi: Abi; bytecode: Hex }, args: readonly unknown[]): Promise<Address> {
    const { abi, bytecode } = artifact;
    const receipt = await landed(await wallet.deployContract({ abi, bytecode, args, account, chain, gasPrice: 0n }));
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
    return landed(await wallet.writeContract(call as never));
  }

  return { address: account.address, chainId, deploy, send, reader };
}

export type Sender = ReturnType<typeof createSender>;

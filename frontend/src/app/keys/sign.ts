import type {
  Abi,
  Account,
  Address,
  Chain,
  Client,
  ContractFunctionArgs,
  ContractFunctionName,
  Hash,
  Hex,
  TransactionReceipt,
  Transport,
  TypedDataDefinition,
} from "viem";
import { type Endpoint, submitUntilIncluded } from "@jiaozi/sdk/transaction/submit";
import { encodeFunctionData } from "viem";
import {
  getTransactionCount,
  getTransactionReceipt,
  prepareTransactionRequest,
  sendRawTransaction,
  signTransaction,
  signTypedData,
  simulateContract,
  writeContract,
} from "viem/actions";

// Apart from Signer.ts, which loads it once the place is drawn: nobody signs before

export type SigningClient = Client<Transport, Chain, Account>;

export interface ContractWrite<
  abi extends Abi | readonly unknown[] = Abi,
  functionName extends ContractFunctionName<abi, "nonpayable"> = ContractFunctionName<abi, "nonpayable">,
  args extends ContractFunctionArgs<abi, "nonpayable", functionName> = ContractFunctionArgs<
    abi,
    "nonpayable",
    functionName
  >,
> {
  address: Address;
  abi: abi;
  functionName: functionName;
  args: args;
}

/** Told right before the call leaves: the signed transaction, which a connected wallet keeps to itself. */
export type BeforeSend = (signed: Hex | undefined) => void;

export async function sendCall(client: SigningClient, call: ContractWrite, beforeSend: BeforeSend): Promise<Hash> {
  const { account, chain } = client;
  // The network's gas costs nothing, and a cardholder has no native coin
  const terms = { account, chain, gasPrice: 0n } as const;
  if (account.type === "json-rpc") {
    await simulateContract(client, { ...call, ...terms }); // wallets differ in whether they try a call first
    beforeSend(undefined);
    return await writeContract(client, { ...call, ...terms });
  }
  const data = encodeFunctionData(call);
  // Estimates the gas, and so meets the contract's refusal
  const request = await prepareTransactionRequest(client, { ...terms, to: call.address, data });
  const serializedTransaction = await signTransaction(client, request);
  beforeSend(serializedTransaction);
  return await sendRawTransaction(client, { serializedTransaction });
}

/** Sends what was signed until a block has it, however often its node forgets it: it counts once. */
export async function includeSigned(
  client: Client<Transport, Chain>,
  signed: Hex,
  seconds: { blockSeconds: number; giveUpSeconds: number },
): Promise<TransactionReceipt> {
  const node: Endpoint = {
    getTransactionReceipt: (asked) => getTransactionReceipt(client, asked),
    getTransactionCount: (asked) => getTransactionCount(client, asked),
    sendRawTransaction: (asked) => sendRawTransaction(client, asked),
  };
  return await submitUntilIncluded([node], signed, seconds);
}

export async function signDefinition(client: SigningClient, definition: TypedDataDefinition): Promise<Hex> {
  return await signTypedData(client, { account: client.account, ...definition });
}

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
  Transport,
  TypedDataDefinition,
} from "viem";
import { encodeFunctionData, keccak256 } from "viem";
import {
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

/** Told right before the call leaves: its transaction hash, which nobody knows yet where a connected wallet signs. */
export type BeforeSend = (hash: Hash | undefined) => void;

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
  beforeSend(keccak256(serializedTransaction));
  return await sendRawTransaction(client, { serializedTransaction });
}

export async function signDefinition(client: SigningClient, definition: TypedDataDefinition): Promise<Hex> {
  return await signTypedData(client, { account: client.account, ...definition });
}

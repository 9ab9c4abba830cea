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
import { signTypedData, writeContract } from "viem/actions";

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

export async function sendCall(
  client: SigningClient,
  { address, abi, functionName, args }: ContractWrite,
): Promise<Hash> {
  return await writeContract(client, {
    address,
    abi,
    functionName,
    args,
    account: client.account,
    chain: client.chain,
    gasPrice: 0n, // the network's gas costs nothing, and a cardholder has no native coin
  });
}

export async function signDefinition(client: SigningClient, definition: TypedDataDefinition): Promise<Hex> {
  return await signTypedData(client, { account: client.account, ...definition });
}

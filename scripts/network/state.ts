import { findContractError } from "@jiaozi/sdk/contract-errors";
import {
  type Abi,
  type Address,
  type ContractEventArgsFromTopics,
  type ContractEventName,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type ContractFunctionReturnType,
  zeroAddress,
} from "viem";
import type { Sender } from "./sender.ts";

/** What the chain says now. Of a contract that is not there yet it says nothing. */
export function createState(reader: Sender["reader"]) {
  /** `undefined` also where the contract refuses to answer: there is no such row. */
  async function read<const abi extends Abi, name extends ContractFunctionName<abi, "pure" | "view">>(
    address: Address,
    abi: abi,
    functionName: name,
    args: ContractFunctionArgs<abi, "pure" | "view", name>,
  ) {
    if (address === zeroAddress) return undefined;
    try {
      const result = await reader.readContract({ address, abi, functionName, args } as never);
      return result as ContractFunctionReturnType<abi, "pure" | "view", name>;
    } catch (error) {
      if (findContractError(error) !== undefined) return undefined;
      throw error;
    }
  }

  /** All of one kind, from the first block on: for what a contract tells once and keeps without a view. */
  async function history<const abi extends Abi, name extends ContractEventName<abi>>(
    address: Address,
    abi: abi,
    eventName: name,
  ): Promise<ContractEventArgsFromTopics<abi, name>[]> {
    if (address === zeroAddress) return [];
    const logs = await reader.getContractEvents({ address, abi, eventName, fromBlock: 0n });
    return logs.map((log) => (log as unknown as { args: ContractEventArgsFromTopics<abi, name> }).args);
  }

  return { reader, read, history };
}

export type State = ReturnType<typeof createState>;

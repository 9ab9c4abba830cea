import { bypassAuctionAbi } from "@jiaozi/sdk/abis/bypass-auction";
import { nettingQueueAbi } from "@jiaozi/sdk/abis/netting-queue";
import { networkAuthorityAbi } from "@jiaozi/sdk/abis/network-authority";
import { reserveTokenAbi } from "@jiaozi/sdk/abis/reserve-token";
import { settlementHubAbi } from "@jiaozi/sdk/abis/settlement-hub";
import { roleOf } from "@jiaozi/sdk/duties";
import { type CutProposal, type QueueState, readQueue } from "@jiaozi/sdk/netting/queue";
import hre from "hardhat";
import {
  type ContractFunctionArgs,
  type EIP1193RequestFn,
  type Hex,
  createPublicClient,
  custom,
  encodeFunctionData,
  keccak256,
  toHex,
} from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { deploy } from "../../scripts/network/deploy.ts";
import { DEMONSTRATION } from "../../scripts/network/manifest.ts";
import { createSender } from "../../scripts/network/sender.ts";

const REASON = toHex("to test", { size: 32 });
const keyOf = (name: string): Hex => keccak256(toHex(name));

type LinkedTerms = ContractFunctionArgs<typeof nettingQueueAbi, "nonpayable", "offerLinked">[0];

/** Rows of `RANKS`. */
export const NORMAL = 2;

/** A network of so many banks, numbered from 1, whose treasuries owe each other. */
export async function openBanks(count: number, chain: { transactionGasCap?: false } = {}) {
  const { provider } = await hre.network.create({ network: "default", override: { accounts: [], ...chain } });
  const [model] = DEMONSTRATION.banks;
  if (model === undefined) throw new Error("the demonstration has no bank");
  const numbers = Array.from({ length: count }, (_, n) => n + 1);
  const banks = numbers.map((id) => ({
    ...model,
    id,
    name: `Bank ${id}`,
    bic: `ZZ${String.fromCodePoint(65 + Math.floor(id / 26), 65 + (id % 26))}HKHHXXX`,
  }));
  const addresses = Object.fromEntries(numbers.map((id) => [id, privateKeyToAddress(keyOf(`bank ${id}`))]));
  const signatories = numbers.map((id) => [
    id,
    ["a", "b", "c"].map((who) => privateKeyToAddress(keyOf(`${id} ${who}`))),
  ]);
  const deployment = await deploy(
    provider,
    { ...DEMONSTRATION, banks },
    {
      operator: privateKeyToAddress(keyOf("operator")),
      administrators: addresses,
      signatories: Object.fromEntries(signatories),
    },
    keyOf("deployer"),
  );
  const { networkAuthority, settlementHub, nettingQueue } = deployment.contracts;
  const senderOf = (key: Hex) => createSender(provider, deployment.chainId, key);
  const treasuries = numbers.map((id) => senderOf(keyOf(`bank ${id}`)));
  const treasuryOf = (bank: number) => {
    const treasury = treasuries[bank - 1];
    if (treasury === undefined) throw new Error(`there is no bank ${bank}`);
    return treasury;
  };
  for (const bank of numbers) {
    const treasury = treasuryOf(bank);
    await treasury.send(networkAuthority, networkAuthorityAbi, "grantRole", [
      roleOf(bank, "treasury"),
      treasury.address,
      0,
    ]);
  }
  const operator = senderOf(keyOf("operator"));
  const anyone = senderOf(keyOf("anyone"));
  const client = createPublicClient({ transport: custom(provider as { request: EIP1193RequestFn }) });
  await provider.request({ method: "hardhat_impersonateAccount", params: [settlementHub] });
  const creditOf = async (currency: number, payer: number, payee: number) => {
    const args = [currency, payee, payer] as const;
    const queue = { address: nettingQueue, abi: nettingQueueAbi } as const;
    const [, usedMinor] = await client.readContract({ ...queue, functionName: "creditLine", args });
    return { usedMinor };
  };

  return {
    deployment,
    client,
    anyone,
    treasuryOf,
    /** Puts so much of new reserves into the bank's settlement balance. */
    async fund(bank: number, currency: number, amountMinor: bigint) {
      if (amountMinor === 0n) return;
      const treasury = treasuryOf(bank);
      const reserve = deployment.reserveTokens[currency];
      if (reserve === undefined) throw new Error(`there are no reserves in ${currency}`);
      await operator.send(reserve, reserveTokenAbi, "issue", [treasury.address, amountMinor, REASON]);
      await treasury.send(settlementHub, settlementHubAbi, "fund", [bank, currency, amountMinor]);
    },
    /** The bank takes all that is free out of its settlement balance. */
    async empty(bank: number, currency: number) {
      const args = [bank, currency] as const;
      const free = await client.readContract({
        address: settlementHub,
        abi: settlementHubAbi,
        functionName: "availableBalance",
        args,
      });
      if (free > 0n) await treasuryOf(bank).send(settlementHub, settlementHubAbi, "defund", [bank, currency, free]);
    },
    async enqueue(currency: number, payer: number, payee: number, amountMinor: bigint, rank = NORMAL) {
      const args = [currency, payer, payee, amountMinor, rank, REASON] as const;
      return treasuryOf(payer).send(nettingQueue, nettingQueueAbi, "enqueue", args);
    },
    /** One bank offers, the other accepts; `terms` as `offerLinked` takes them, without the reference. */
    async link(terms: Omit<LinkedTerms, "linkReference">) {
      const args = [{ ...terms, linkReference: REASON }] as const;
      await treasuryOf(terms.payer).send(nettingQueue, nettingQueueAbi, "offerLinked", args);
      return treasuryOf(terms.payee).send(nettingQueue, nettingQueueAbi, "enqueueLinked", args);
    },
    async limit(currency: number, payer: number, payee: number, limitMinor: bigint) {
      const args = [currency, payer, payee, limitMinor, REASON] as const;
      return treasuryOf(payer).send(nettingQueue, nettingQueueAbi, "setBilateralLimit", args);
    },
    /** The payee's bank opens a line of just so much, and the settlement hub uses it as for a customer's payment. */
    async oweOnCredit(currency: number, payer: number, payee: number, amountMinor: bigint) {
      const { usedMinor } = await creditOf(currency, payer, payee);
      const line = [currency, payee, payer, usedMinor + amountMinor, REASON] as const;
      await treasuryOf(payee).send(nettingQueue, nettingQueueAbi, "setCreditLine", line);
      const args = [currency, payer, payee, amountMinor, REASON] as const;
      const data = encodeFunctionData({ abi: nettingQueueAbi, functionName: "enqueueCredit", args });
      const call = { from: settlementHub, to: nettingQueue, data, gasPrice: "0x0" };
      await provider.request({ method: "eth_sendTransaction", params: [call] });
    },
    /** What happens from here on can be undone. */
    async remember(): Promise<() => Promise<void>> {
      const snapshot = await provider.request({ method: "evm_snapshot" });
      return async () => {
        await provider.request({ method: "evm_revert", params: [snapshot] });
      };
    },
    async cancel(payer: number, lane: number, index: number) {
      return treasuryOf(payer).send(nettingQueue, nettingQueueAbi, "cancel", [lane, BigInt(index), REASON]);
    },
    /** Queues what may settle out of order. */
    async enqueueBypass(currency: number, payer: number, payee: number, amountMinor: bigint) {
      const args = [currency, payer, payee, amountMinor, REASON] as const;
      return treasuryOf(payer).send(deployment.contracts.bypassAuction, bypassAuctionAbi, "enqueue", args);
    },
    async cancelBypass(payer: number, currency: number, index: number) {
      const args = [currency, BigInt(index), REASON] as const;
      return treasuryOf(payer).send(deployment.contracts.bypassAuction, bypassAuctionAbi, "cancel", args);
    },
    async mine(blocks: number) {
      await provider.request({ method: "hardhat_mine", params: [toHex(blocks)] });
    },
    read: (): Promise<QueueState> => readQueue(client, deployment),
    /** By nobody in particular. */
    settle: ({ currencies, banks: named, cuts }: CutProposal) =>
      anyone.send(nettingQueue, nettingQueueAbi, "settleCut", [currencies, named, cuts]),
  };
}

export type Banks = Awaited<ReturnType<typeof openBanks>>;

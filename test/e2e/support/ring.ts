import { nettingQueueAbi } from "@jiaozi/sdk/abis/netting-queue";
import { settlementHubAbi } from "@jiaozi/sdk/abis/settlement-hub";
import type { DeployedBank } from "@jiaozi/sdk/deployment";
import { type Hex, toHex } from "viem";
import { httpProvider } from "../../../network/rpc-provider.ts";
import { keyInLink, openAccount, type OpenBank, openShop } from "../../../scripts/network/seed.ts";
import { createSender } from "../../../scripts/network/sender.ts";
import type { RunningNetwork } from "./running-network.ts";

const HKD = 344;
const DEPOSIT_MINOR = 1_000_00n;
const REASON = toHex("story", { size: 32 });
const DAY_SECONDS = 24 * 60 * 60;

/** A customer of one bank, and a shop at the next. */
export interface Side {
  payerBank: string;
  payeeBank: string;
  walletKey: Hex;
  tillKey: Hex;
}

/** No bank can pay another at once any more. */
export async function takeReservesOut(network: RunningNetwork): Promise<void> {
  const { settlementHub } = network.deployment.contracts;
  for (const each of network.deployment.banks) {
    const { bank, clerk } = openBank(network, each);
    const balanceMinor = await clerk.reader.readContract({
      address: settlementHub,
      abi: settlementHubAbi,
      functionName: "settlementBalance",
      args: [bank.id, HKD],
    });
    if (balanceMinor === 0n) continue;
    await clerk.send(settlementHub, settlementHubAbi, "defund", [bank.id, HKD, balanceMinor]);
  }
}

/**
 * Every bank lends the one before it so much: customers can then pay at the next bank's shop, and what the banks owe for
 * it goes round in a circle.
 */
export async function openRing(network: RunningNetwork, lineMinor: bigint): Promise<Side[]> {
  const { deployment } = network;
  const { nettingQueue } = deployment.contracts;
  const banks = deployment.banks.map((bank) => openBank(network, bank));
  const sides: Side[] = [];
  for (const [place, payer] of banks.entries()) {
    const payee = banks[(place + 1) % banks.length] ?? payer;
    const [payerId, payeeId] = [payer.bank.id, payee.bank.id];
    const validUntil = Number((await payer.clerk.reader.getBlock()).timestamp) + DAY_SECONDS;
    const customer = await openAccount(deployment, payer, "Customer", { [HKD]: DEPOSIT_MINOR }, validUntil);
    const owner = await openAccount(deployment, payee, "Owner", {}, validUntil, 0);
    const tillKey = await openShop(deployment, payee, owner.account, validUntil);
    const line = [HKD, payeeId, payerId, lineMinor, REASON] as const;
    await payee.clerk.send(nettingQueue, nettingQueueAbi, "setCreditLine", line);
    sides.push({ payerBank: payer.bank.name, payeeBank: payee.bank.name, walletKey: customer.key, tillKey });
  }
  return sides;
}

function openBank({ address, deployment, links }: RunningNetwork, bank: DeployedBank): OpenBank {
  const provider = httpProvider([`${address}/rpc`]);
  const senderOf = (who: string) =>
    createSender(provider, deployment.chainId, keyInLink(links.get(`${who} at ${bank.name}`)));
  return { bank, clerk: senderOf("A clerk"), checker: senderOf("A second clerk"), customers: [] };
}

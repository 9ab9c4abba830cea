import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createPublicClient, custom, type EIP1193RequestFn, type Hex, type PublicClient, toHex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { type Demonstration, demonstrate } from "../scripts/network/demonstration.ts";
import type { Provider } from "../scripts/network/sender.ts";
import { Refusal } from "../scripts/refusal.ts";
import { writeWholeFile } from "../scripts/whole-file.ts";
import { makeFolder } from "./nodes.ts";
import { httpProvider } from "./rpc-provider.ts";

/** Counts leading zeros of 1 and returns it: an instruction that came with Osaka, which the contracts are compiled for. */
const OSAKA_PROGRAM: Hex = "0x60011e5f5260205ff3";
const OSAKA_ANSWER = toHex(255, { size: 32 });
const PLAIN_TRANSFER_GAS = 21_000n;
const INCLUSION_MILLISECONDS = 60_000;

/**
 * The demonstration on a chain that others run, reached by its RPC addresses alone: deployed and seeded once, and kept
 * in a folder of that chain. Whoever may send there is that chain's to say, so nothing is handed over.
 */
export async function openExistingChain(
  urls: readonly string[],
  folder: string,
): Promise<{ demonstration: Demonstration; provider: Provider; home: string }> {
  const provider = httpProvider(urls);
  const where = urls.join(" and ");
  const reader = createPublicClient({
    transport: custom(provider as { request: EIP1193RequestFn }, { retryCount: 0 }),
    pollingInterval: 250,
  });
  const chainId = await reader.getChainId().catch((error: unknown) => {
    throw new Refusal(`No chain answers at ${where}. Is it running, and is this its RPC address?`, { cause: error });
  });
  const { hash } = await reader.getBlock({ blockNumber: 0n });
  const home = join(folder, `${chainId}-${hash.slice(2, 10)}`);
  const kept = readKept(home);
  if (kept && (await isDeployed(reader, kept))) return { demonstration: kept, provider, home };

  await requireOsaka(reader, where);
  await requireFreeGas(reader, chainId, where);
  console.error("Deploying and seeding, once (some 200 blocks, where each takes one transaction) …");
  const demonstration = await demonstrate(provider);
  makeFolder(home);
  writeWholeFile(stateFile(home), `${JSON.stringify(demonstration, null, 2)}\n`, 0o600);
  return { demonstration, provider, home };
}

function readKept(home: string): Demonstration | undefined {
  if (!existsSync(stateFile(home))) return undefined;
  const kept = JSON.parse(readFileSync(stateFile(home), "utf8")) as Partial<Demonstration>;
  return { relayerKeys: {}, ...kept } as Demonstration;
}

/** A chain that was begun anew from the same genesis has forgotten it. */
async function isDeployed(reader: PublicClient, { deployment }: Demonstration): Promise<boolean> {
  return (await reader.getCode({ address: deployment.contracts.paymentHub })) !== undefined;
}

async function requireOsaka(reader: PublicClient, where: string): Promise<void> {
  const answer = await reader.call({ data: OSAKA_PROGRAM }).catch(() => undefined);
  if (answer?.data === OSAKA_ANSWER) return;
  throw new Refusal(`The chain at ${where} has not switched to Osaka, which the contracts are compiled for.`);
}

/** Tried and not asked: whoever was made a moment ago has no coin, and may be unknown to a chain that admits only some. */
async function requireFreeGas(reader: PublicClient, chainId: number, where: string): Promise<void> {
  const { baseFeePerGas } = await reader.getBlock();
  if (baseFeePerGas) {
    throw new Refusal(
      `The chain at ${where} charges for gas (${baseFeePerGas} wei): Jiaozi needs a gas price of zero.`,
    );
  }
  const newcomer = privateKeyToAccount(generatePrivateKey());
  const fields = { chainId, nonce: 0, gasPrice: 0n, gas: PLAIN_TRANSFER_GAS, to: newcomer.address };
  try {
    const hash = await reader.sendRawTransaction({ serializedTransaction: await newcomer.signTransaction(fields) });
    await reader.waitForTransactionReceipt({ hash, timeout: INCLUSION_MILLISECONDS });
  } catch (error) {
    const words = error instanceof Error && "details" in error ? String(error.details) : String(error);
    throw new Refusal(`The chain at ${where} takes no transaction of a new key at a gas price of zero: ${words}`);
  }
}

function stateFile(home: string): string {
  return join(home, "state.json");
}

import hre from "hardhat";
import type { TransactionReceipt } from "viem";
import { demonstrate } from "../network/demonstration.ts";
import type { Provider } from "../network/sender.ts";
import { gasByPart, PARTS } from "./gas-by-part.ts";
import { openMarket } from "./market.ts";
import { grouped, table } from "./table.ts";

const BATCH = 32;

/** Each goal with what others were measured to spend on the same: ours carries signature, limits, fees and settlement. */
const ROWS = [
  { name: "payment within one bank", key: "onUs", goal: 115_000, elsewhere: "commerce-payments charge 160,252" },
  { name: "payment across banks", key: "crossBank", goal: 150_000, elsewhere: "" },
  { name: "the same by relayed approval, one bank", key: "onUsRelayed", goal: undefined, elsewhere: "" },
  { name: "the same by relayed approval, across", key: "crossBankRelayed", goal: undefined, elsewhere: "" },
  { name: "authorize, across banks", key: "authorize", goal: 120_000, elsewhere: "commerce-payments 151,788" },
  { name: "capture, one bank", key: "captureOnUs", goal: 80_000, elsewhere: "commerce-payments 72,450" },
  { name: "capture, across banks", key: "captureCrossBank", goal: undefined, elsewhere: "" },
  { name: "void", key: "void", goal: 50_000, elsewhere: "commerce-payments 58,569" },
  { name: "refund, one bank", key: "refundOnUs", goal: 85_000, elsewhere: "commerce-payments 82,334" },
  { name: "refund, across banks", key: "refundCrossBank", goal: undefined, elsewhere: "" },
  { name: "deposit transfer", key: "transfer", goal: 60_000, elsewhere: "USDC 37,847, ERC-3643 122,445" },
] as const;

/** Transaction gas, recipients warm, beside a plain OpenZeppelin ERC-20 transfer on the same chain. */
export async function benchGas(): Promise<string> {
  const connection = await hre.network.create({ network: "default", override: { accounts: [] } });
  const provider: Provider = connection.provider;
  const demonstration = await demonstrate(provider);
  const market = await openMarket(provider, demonstration);
  const receipts = await market.trade();
  const plain = Number(receipts.plain.gasUsed);
  const line = (name: string, gas: number, goal?: number, elsewhere = "") => [
    name,
    grouped(Math.round(gas)),
    `${(gas / plain).toFixed(2)} ×`,
    goal === undefined ? "" : grouped(goal),
    elsewhere,
  ];
  const onUsBatch = Number((await market.batch("one bank", BATCH)).gasUsed) / BATCH;
  const crossBankBatch = Number((await market.batch("across", BATCH)).gasUsed) / BATCH;
  const totals = table(
    ["transaction", "gas", "of a transfer", "goal", "elsewhere"],
    [
      line("*plain OpenZeppelin ERC-20 transfer*", plain),
      ...ROWS.map(({ name, key, goal, elsewhere }) => line(name, Number(receipts[key].gasUsed), goal, elsewhere)),
      line(`one of a batch of ${BATCH}, one bank`, onUsBatch, 70_000),
      line(`one of a batch of ${BATCH}, across banks`, crossBankBatch, 95_000),
    ],
  );
  const parts = await partsTable(provider, demonstration.deployment, [
    ["one bank", receipts.onUs],
    ["across", receipts.crossBank],
    ["authorize", receipts.authorize],
    ["capture", receipts.captureOnUs],
    ["void", receipts.void],
    ["refund", receipts.refundOnUs],
  ]);
  await connection.close();
  return `## Gas\n${totals}\n\n${parts}`;
}

async function partsTable(
  provider: Provider,
  deployment: Parameters<typeof gasByPart>[2],
  columns: readonly (readonly [name: string, receipt: TransactionReceipt])[],
): Promise<string> {
  const traced = await Promise.all(
    columns.map(([, { transactionHash }]) => gasByPart(provider, transactionHash, deployment)),
  );
  return table(
    ["where the gas goes", ...columns.map(([name]) => name)],
    PARTS.map((part) => [part, ...traced.map((byPart) => grouped(byPart.get(part) ?? 0))]),
  );
}

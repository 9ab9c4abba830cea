import { contractsOf, type GasPart, PARTS, partsOf } from "./gas-parts.ts";
import { sendEach } from "./payments.ts";
import { openStreet } from "./street.ts";
import { grouped, table } from "./table.ts";
import { traceTransaction } from "./trace.ts";

/** This slice as bare contracts without proxies, as it was tried out before it was built. */
const PROTOTYPE_GAS: Record<string, number> = { "on-us": 79_224, "cross-bank": 111_696 };
const PROXIES = ["registryProxy", "beaconProxy"] as const;

/** The gas of a payment beside OpenZeppelin's ERC-20 transfer on the same chain, and where each payment's goes. */
export async function benchGas(): Promise<string> {
  const street = await openStreet();
  try {
    const { plainToken, transactions } = await sendEach(street);
    const contracts = await contractsOf(street, plainToken);
    const columns: Column[] = [];
    for (const [name, hash] of Object.entries(transactions)) {
      const traced = await traceTransaction(street.provider, hash);
      columns.push({ name, gasUsed: traced.gasUsed, parts: partsOf(traced, contracts) });
    }
    return describe(columns);
  } finally {
    await street.close();
  }
}

interface Column {
  name: string;
  gasUsed: number;
  parts: Record<GasPart, number>;
}

function describe(columns: readonly Column[]): string {
  const row = (title: string, gasOf: (column: Column) => number | undefined) => [
    title,
    ...columns.map((column) => {
      const gas = gasOf(column);
      return gas === undefined || gas === 0 ? "" : grouped(gas);
    }),
  ];
  const head = ["gas", ...columns.map(({ name }) => name)];
  const withoutProxies = ({ gasUsed, parts }: Column) => PROXIES.reduce((gas, part) => gas - parts[part], gasUsed);
  const aboveTransfer = ({ gasUsed }: Column) => (gasUsed / (columns[0]?.gasUsed ?? Number.NaN)).toFixed(1);
  return [
    "## Gas: a transaction as its receipt has it, balances of both parties above zero before",
    table(head, [
      row("transaction", ({ gasUsed }) => gasUsed),
      ["times an ERC-20 transfer", ...columns.map(aboveTransfer)],
      row("bare prototype without proxies", ({ name }) => PROTOTYPE_GAS[name]),
      row("this, without its proxies", withoutProxies),
    ]),
    "\n## Gas: where it goes, by tracing each instruction",
    table(head, [
      ...(Object.keys(PARTS) as GasPart[]).map((part) => row(PARTS[part], ({ parts }) => parts[part])),
      row("sum, equal to the receipt", ({ gasUsed }) => gasUsed),
    ]),
    "\nReaching a contract for the first time in a transaction (2,600 gas) counts to that contract; what a proxy adds is",
    "its own first read of the slot or the beacon (2,100 to 6,800), reaching the code behind it, and passing the call on.",
  ].join("\n");
}

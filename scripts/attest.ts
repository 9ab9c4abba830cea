// A bank's proof of deposits on the command line: npm run attest -- --help
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { currencyByCode } from "@jiaozi/sdk/currencies";
import { formatAmount } from "@jiaozi/sdk/money";
import { http } from "viem";
import { generatePrivateKey } from "viem/accounts";
import { readLedger } from "./attestation/ledger.ts";
import { attestDeposits, proveDeposits } from "./attestation/proof.ts";
import { readArguments, runCommandLine, UsageError } from "./command-line.ts";
import { root } from "./command.ts";
import { readDeployment, readKeyFile } from "./network-files.ts";
import { requireDeployed } from "./network/deployed.ts";
import { createSender, type Provider } from "./network/sender.ts";
import { Refusal } from "./refusal.ts";

const USAGE = `Usage: npm run attest -- --bank N --currency HKD --ledger FILE [--key FILE]

Compares a bank's ledger with its deposits on the chain, entry by entry, and says where they differ (exit 1).
With the attester's key, the two totals are signed and recorded: equal ones let the bank issue on. Nothing is recorded
where they are equal although entries differ.

  --ledger FILE      the export: CSV with the header account,balance
  --key FILE         the attester's key; without it nothing is recorded
  --rpc URL          the network's RPC address (http://localhost:5173/rpc)
  --network FILE     its addresses (deployments/20071.json)`;

async function attest(): Promise<void> {
  const { values } = readArguments({
    options: {
      bank: { type: "string" },
      currency: { type: "string" },
      ledger: { type: "string" },
      key: { type: "string" },
      rpc: { type: "string", default: "http://localhost:5173/rpc" },
      network: { type: "string", default: join(root, "deployments/20071.json") },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help || !values.bank || !values.currency || !values.ledger) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  if (!existsSync(values.ledger)) throw new UsageError(`--ledger: there is no file ${values.ledger}.`);
  const deployment = readDeployment(values.network);
  const currency = currencyByCode(values.currency);
  const bank = deployment.banks.find(({ id }) => id === Number(values.bank));
  const token = currency && bank?.depositTokens[currency.number];
  if (!token || !bank) throw new Refusal(`Bank ${values.bank} keeps no deposits in ${values.currency}.`);

  const provider = http(values.rpc)({}) as unknown as Provider;
  const { reader } = createSender(provider, deployment.chainId, generatePrivateKey());
  await requireDeployed(reader, deployment);
  const ledger = readLedger(readFileSync(values.ledger, "utf8"), currency);
  const proof = await proveDeposits(reader, deployment, bank.id, token, ledger);
  const money = (minor: bigint | undefined) => (minor === undefined ? "nothing" : formatAmount(minor, currency));
  console.log(
    `${bank.name}, block ${proof.blockNumber}: ledger ${money(proof.ledgerTotalMinor)}, supply ${money(proof.supplyMinor)}.`,
  );
  for (const { account, ledgerMinor, chainMinor } of proof.differences) {
    console.log(`DIFFERS ${account}: ledger ${money(ledgerMinor)}, chain ${money(chainMinor)}`);
  }
  if (values.key !== undefined) {
    await attestDeposits(provider, deployment.chainId, token, proof, readKeyFile(values.key));
    console.log("Recorded.");
  }
  if (proof.differences.length > 0) process.exitCode = 1;
}

runCommandLine({
  name: "npm run attest",
  work: attest,
  whenUnknown: "To record the same totals again does no harm: repeat it.",
});

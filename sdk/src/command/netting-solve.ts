import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { bypass, BYPASS_CANDIDATES } from "../netting/bypass.ts";
import { settledByGreatestCut } from "../netting/greatest-cut.ts";
import { NettingError } from "../netting/netting-error.ts";
import { outcomeOf, type Outcome } from "../netting/outcome.ts";
import { UsageError, type Command } from "./command.ts";
import { answerOf, readNettingCase, type NettingCase } from "./netting-case.ts";

const help = `Usage: jiaozi netting solve [--bypass]

Reads one case from standard input, in JSON, and answers which payments settle together, what they are worth and what
each bank has then:
  {"start":[3,4],"payments":[{"t":"T1","from":0,"to":1,"amt":5},{"t":"T2","from":1,"to":0,"amt":6}]}
  {"settled":["T1","T2"],"value":11,"closing":[4,3]}
Banks are numbered from 0, payments of one bank are in the order in which it queued them, amounts are whole numbers (as
text above 2^53). Without --bypass each bank settles in its order: it is the greatest such set there is.

  "start"      what each bank has; of several currencies {"HKD":[3,4],"USD":[1,0]}, then value and closing are so too
  "payments"   "t", "from", "to", "amt", and where wanted "priority" (0 urgent, 1 normal, 2 low, "credit" for what a
               credit line carries; 1), "link" (a text that two payments share: both or neither), "currency",
               "cancelled" (true)
  "limits"     the most that a bank pays another, net: "from", "to", "amt", "used" (0), "currency"
  "credit"     credit lines, whose use must not be above them: "from" (who borrows), "to", "amt", "currency"
  "suspended"  numbers of banks whose payments stand still

  --bypass     any set, not in order: as much value as is found by dropping and filling (the network itself takes at
               most ${BYPASS_CANDIDATES} payments into one such round)
  -h, --help   show this

Exit code: 0, or 2 for a bad argument or case.
Example: jiaozi netting solve --bypass < case.json
`;

export const nettingSolve: Command = { help, run };

async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { bypass: { type: "boolean", default: false } } });
  const read = readNettingCase(await text(process.stdin));
  process.stdout.write(`${JSON.stringify(answerOf(solve(read, values), read))}\n`);
  return 0;
}

function solve({ instance }: NettingCase, options: { bypass: boolean }): Outcome {
  try {
    return outcomeOf(instance, options.bypass ? bypass(instance) : settledByGreatestCut(instance));
  } catch (error) {
    if (error instanceof NettingError) throw new UsageError(error.message);
    throw error;
  }
}

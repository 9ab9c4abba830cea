// What `npm test` leaves out, because it needs Go: the node's own tests, and a network of four validators.
import { join } from "node:path";
import { compileContracts } from "../scripts/build.ts";
import { root, runCommand, whenToldToEnd } from "../scripts/command.ts";
import { exitWith } from "../scripts/refusal.ts";

const NODE = join(root, "network/node");
const COMMANDS = [
  { command: "go vet ./...", cwd: NODE },
  { command: "go vet -tags faulty ./...", cwd: NODE },
  { command: "go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...", cwd: NODE },
  { command: "go test ./...", cwd: NODE },
  { command: "node --test --test-concurrency=1 test/network/*.test.ts", cwd: root },
];

async function test(): Promise<void> {
  await compileContracts(); // the node's tests found a chain with one of them
  const failed: string[] = [];
  for (const { command, cwd } of COMMANDS) {
    const { code } = await runCommand(command, "shown", { cwd });
    if (code !== 0) failed.push(command);
  }
  console.log(`${COMMANDS.length - failed.length} passed, ${failed.length} failed`);
  for (const command of failed) console.log(`FAILED ${command}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}

whenToldToEnd(() => process.exit(130));
test().catch(exitWith);

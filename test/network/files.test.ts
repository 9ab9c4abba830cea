import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, it } from "node:test";
import { generatePrivateKey, privateKeyToAddress } from "viem/accounts";
import { buildNode, NODE_COMMAND } from "../../network/build.ts";
import { loopbackNetwork } from "../../network/description.ts";
import { writeFiles } from "../../network/files.ts";
import { type Node, waitForBlocks } from "../../network/nodes.ts";
import { startNode, stopNode } from "../../network/processes.ts";
import { compileContracts } from "../../scripts/build.ts";
import { runCommand } from "../../scripts/command.ts";

const FIRST_PORT = 27_800;
const folder = mkdtempSync(join(tmpdir(), "jiaozi-files-"));
const out = join(folder, "out");
const descriptionFile = join(folder, "network.json");
/** The operator's, and three banks': what a folder, a service and a node call themselves is ASCII, whatever its name. */
const NAMES = ["Settlement operator", "Harbour Bank", "玉山銀行", "匯豐 Bank"];
let nodes: Node[] = [];

before(async () => {
  await compileContracts();
  await buildNode();
  const network = loopbackNetwork(FIRST_PORT);
  mkdirSync(out, { recursive: true });
  nodes = network.validators.map(({ host, ports }, n) => {
    const made = join(folder, `host-${n}`);
    const printed = execFileSync(NODE_COMMAND, ["keys", "--home", made], { encoding: "utf8" });
    const keys = JSON.parse(printed) as Pick<Node, "nodeId" | "key">;
    const id = keys.nodeId.slice(0, 8);
    const home = join(out, ["settlement-operator", "harbour-bank", id, `bank-${id}`][n] ?? "");
    renameSync(made, home);
    return { home, validator: { name: NAMES[n] ?? "", host, ports }, ...keys };
  });
  write({ ...network, founder: privateKeyToAddress(generatePrivateKey()), validators: nodes.map(sent) });
  await writeFiles(descriptionFile, out);
});
after(async () => {
  await Promise.all(nodes.map(({ home }) => stopNode(home, "SIGTERM")));
  rmSync(folder, { recursive: true });
});

const sent = ({ validator, nodeId, key }: Node) => ({ ...validator, nodeId, key });
const write = (description: unknown) => writeFileSync(descriptionFile, JSON.stringify(description));
const genesisOf = ({ home }: Node) => readFileSync(join(home, "config/genesis.json"), "utf8");

it("nodes that bring their own keys make blocks from the files, whatever script their banks' names are in", async () => {
  for (const { home } of nodes) startNode(home);
  await waitForBlocks(nodes, 2);
});

it("the genesis is made once, and is the same on every host", async () => {
  const [first] = nodes;
  assert.ok(first);
  const made = genesisOf(first);
  await writeFiles(descriptionFile, out);
  for (const node of nodes) assert.equal(genesisOf(node), made);
});

it("no host's folder is given another host's key", () => {
  const keys = nodes.map(({ home }) => readFileSync(join(home, "config/priv_validator_key.json"), "utf8"));
  const secrets = keys.map((text) => (JSON.parse(text) as { priv_key: { value: string } }).priv_key.value);
  for (const { home } of nodes) {
    const texts = [
      "config/config.toml",
      "config/app.toml",
      "config/genesis.json",
      "compose.yaml",
      "jiaozi-node.service",
    ];
    for (const text of texts) {
      const written = readFileSync(join(home, text), "utf8");
      for (const secret of secrets) assert.ok(!written.includes(secret), `${home}/${text}`);
    }
  }
  assert.deepEqual(
    readdirSync(out).toSorted(),
    ["README.md", "compose.yaml", ...nodes.map(({ home }) => basename(home))].toSorted(),
  );
});

it("systemd takes the units", { skip: !existsSync("/usr/bin/systemd-analyze") }, async () => {
  for (const { home } of nodes) {
    const unit = join(home, "jiaozi-node.service");
    const { output } = await runCommand(`systemd-analyze verify --man=no ${unit}`, "kept");
    const complaints = output
      .split("\n")
      .filter((line) => line.includes("jiaozi-node") && !line.includes("not executable"));
    assert.deepEqual(complaints, []);
  }
});

it("a description that cannot make a network is refused with what it lacks", async () => {
  const network = loopbackNetwork(FIRST_PORT);
  const founder = privateKeyToAddress(generatePrivateKey());
  const refused: [unknown, RegExp][] = [
    [{ ...network, validators: nodes.map(sent) }, /founder is the address/],
    [{ ...network, founder }, /Settlement operator: nodeId is what/],
    [{ ...network, founder, validators: nodes.slice(1).map(sent) }, /at least 4 validators/],
    [{ ...network, founder, validators: nodes.map((node) => ({ ...sent(node), key: nodes[0]?.key })) }, /its own key/],
  ];
  for (const [description, sentence] of refused) {
    write(description);
    await assert.rejects(writeFiles(descriptionFile, join(folder, "none")), sentence);
  }
});

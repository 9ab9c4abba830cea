import assert from "node:assert/strict";
import { beforeEach, it } from "node:test";
import hre from "hardhat";
import { generatePrivateKey } from "viem/accounts";
import { createSender, OutcomeUnknownError, type Provider } from "../../scripts/network/sender.ts";

const CHAIN_ID = 20_071;
const GIVE_UP_SECONDS = 0.5;
/** Does nothing, and does it well. */
const CONTRACT = { abi: [], bytecode: "0x00" } as const;
let chain: Provider;
const sent: unknown[] = [];

beforeEach(async () => {
  ({ provider: chain } = await hre.network.create({ network: "default", override: { accounts: [] } }));
  sent.length = 0;
});

/** The chain behind a line that does with each transaction what it is told to; `deliver` brings it to the chain. */
function senderBehind(line: (deliver: () => Promise<unknown>) => Promise<unknown>) {
  const provider: Provider = {
    async request(request) {
      if (request.method !== "eth_sendRawTransaction") return await chain.request(request);
      sent.push(request.params?.[0]);
      return await line(() => chain.request(request));
    },
  };
  return createSender(provider, CHAIN_ID, generatePrivateKey(), GIVE_UP_SECONDS);
}

const lost = () => Promise.reject(new Error("socket hang up"));
const refuse = () => Promise.reject(Object.assign(new Error("the sender is not admitted"), { code: -32_000 }));

it("a transaction whose answer is lost is made, and once", async () => {
  const sender = senderBehind(async (deliver) => await deliver().then(lost));
  await sender.deploy(CONTRACT, []);
  assert.equal(await sender.reader.getTransactionCount({ address: sender.address }), 1);
});

it("a transaction that is lost on its way is sent again, the very same", async () => {
  const sender = senderBehind(async (deliver) => (sent.length === 1 ? await lost() : await deliver()));
  await sender.deploy(CONTRACT, []);
  assert.equal(sent.length, 2);
  assert.equal(sent[0], sent[1]);
});

it("a transaction that nobody tells of is not called a failure", async () => {
  await assert.rejects(senderBehind(lost).deploy(CONTRACT, []), OutcomeUnknownError);
});

it("a transaction that the node refuses is refused at once", async () => {
  await assert.rejects(senderBehind(refuse).deploy(CONTRACT, []), /the sender is not admitted/);
  assert.equal(sent.length, 1);
});

it("a transaction that the node has already is waited for", async () => {
  const known = Object.assign(new Error("already known"), { code: -32_000 });
  const sender = senderBehind(async (deliver) => await deliver().then(() => Promise.reject(known)));
  await sender.deploy(CONTRACT, []);
  assert.equal(sent.length, 1);
});

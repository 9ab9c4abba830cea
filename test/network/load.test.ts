import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Address, isAddressEqual, zeroHash } from "viem";
import { buildNode } from "../../network/build.ts";
import { readBooks, settleAccounts } from "../../network/load/books.ts";
import { type Fleet, openFleet } from "../../network/load/fleet.ts";
import { openFlood } from "../../network/load/flood.ts";
import { type LoadedNetwork, openNetwork } from "../../network/load/network.ts";
import { blocksUntilIncluded, type Course, offer } from "../../network/load/offer.ts";
import { signBatches, signPayments, signTransfers } from "../../network/load/payments.ts";
import type { SignedTransaction } from "../../network/load/sign.ts";
import { compileContracts } from "../../scripts/build.ts";
import { quantile } from "../../scripts/quantile.ts";

const FIRST_PORT = 27_800;
const CUSTOMERS_PER_BANK = 20;
const PAYMENTS = 200;
const BATCH = 32;
const PAYMENTS_BESIDE = 60;
const FLOOD = 1_000; // fewer than a node lets wait
const ALL_MADE = { made: PAYMENTS, lost: 0, doubled: 0, refused: 0, differences: [] };
let network: LoadedNetwork;
let fleet: Fleet;

before(async () => {
  await compileContracts();
  await buildNode();
  network = await openNetwork(mkdtempSync(join(tmpdir(), "jiaozi-load-")), FIRST_PORT);
  fleet = await openFleet(network.urls, network.demonstration, CUSTOMERS_PER_BANK);
});

after(async () => await network.close());

const KINDS: Record<string, () => Promise<SignedTransaction[]>> = {
  transfer: () => signTransfers(fleet, PAYMENTS),
  "payment on us": () => signPayments(fleet, PAYMENTS, "on-us"),
  "payment across banks": () => signPayments(fleet, PAYMENTS, "cross-bank"),
  "payment in a batch": () => signBatches(fleet, PAYMENTS, BATCH),
};

for (const [kind, sign] of Object.entries(KINDS)) {
  it(`every ${kind} is made once, and all books agree to the unit`, async () => {
    const transactions = await sign();
    const books = await readBooks(fleet);
    const course = await offer(transactions, { urls: fleet.urls });
    assert.deepEqual(await settleAccounts(fleet, books, course), ALL_MADE);
  });
}

it("a payment that was acknowledged and not made stands out in the accounts", async () => {
  const books = await readBooks(fleet);
  const course = await offer(await signPayments(fleet, 4, "cross-bank"), { urls: fleet.urls });
  const [first] = course.offered;
  const [movement] = first?.transaction.movements ?? [];
  assert.ok(first && movement?.kind === "payment");
  const lost = { ...first.transaction, movements: [{ ...movement, id: zeroHash }] };
  course.offered.push({ ...first, transaction: lost, inclusions: 0 });
  assert.deepEqual(await settleAccounts(fleet, books, course), { ...ALL_MADE, made: 4, lost: 1 });
});

it("money that moved without being offered stands out in the accounts", async () => {
  const books = await readBooks(fleet);
  const course = await offer(await signPayments(fleet, 2, "on-us"), { urls: fleet.urls });
  const { made, differences } = await settleAccounts(fleet, books, { ...course, offered: course.offered.slice(1) });
  assert.equal(made, 1);
  assert.ok(differences.some((one) => one.startsWith("deposits of bank 1 in all")));
});

it("a payment that is offered again is not made again", async () => {
  const books = await readBooks(fleet);
  const transactions = await signPayments(fleet, 2, "cross-bank");
  const course = await offer(transactions, { urls: fleet.urls });
  const again = await offer(transactions, { urls: fleet.urls, giveUpSeconds: 3 });
  assert.ok(again.offered.every(({ inclusions }) => inclusions === 0));
  assert.deepEqual(await settleAccounts(fleet, books, course), { ...ALL_MADE, made: 2 });
});

it("while one customer sends all that a node lets wait, 95 of 100 payments of the others are in before the third block", async () => {
  const [{ owner }] = fleet.banks;
  const payments = await signPayments(fleet, PAYMENTS_BESIDE, "cross-bank");
  const flood = openFlood(fleet.urls[0] ?? "", owner, fleet.sign);
  while (flood.taken() < FLOOD) await sleep(100);
  const course = await offer(payments, { urls: fleet.urls, ratePerSecond: 5 });
  await flood.stop();
  for (const { status, gasUsed } of await receiptsOf(owner.address, course)) {
    assert.ok(status === "success" && gasUsed > 16_000_000n, "a flood that works as hard as it says");
  }
  const waited = blocksUntilIncluded(course, 0, Infinity);
  console.log(`beside a flood: ${quantile(waited, 0.5)} blocks (median), ${quantile(waited, 0.95)} (95 of 100)`);
  assert.ok(waited.length === PAYMENTS_BESIDE && quantile(waited, 0.95) < 3);
});

/** Of what one sender has in the first block of all that were seen that has any. */
async function receiptsOf(sender: Address, { blocks }: Course) {
  for (const { hashes } of blocks) {
    const receipts = await Promise.all(hashes.map((hash) => fleet.reader.getTransactionReceipt({ hash })));
    const own = receipts.filter(({ from }) => isAddressEqual(from, sender));
    if (own.length > 0) return own;
  }
  throw new Error(`${sender} has nothing in a block`);
}

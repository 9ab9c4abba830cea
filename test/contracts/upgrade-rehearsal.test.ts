import { expect } from "chai";
import { type ContractTransactionResponse, Contract, type Wallet } from "ethers";
import { type Hex, zeroHash } from "viem";
import { createSender } from "../../scripts/network/sender.ts";
import { approvalOf, signedByMei } from "../support/approve.ts";
import { readAllBooks, readConservation } from "../support/books.ts";
import {
  announce,
  chargeFees,
  composePayment,
  DAY_SECONDS,
  hold,
  pay,
  PENDING,
  readSettled,
  type Sending,
  timeOf,
} from "../support/rehearsal.ts";
import { compileSuccessors, deploySuccessor } from "../support/successors.ts";
import { askAt, FREE, HARBOUR, HKD, LOTUS, openTown, signedOf, type Town } from "../support/town.ts";

const BLOCK_SECONDS = 2;
/** Payments before and after what is upgraded between them, in one block. */
interface Block {
  before: Sending;
  upgrades: readonly Sending[];
  after: Sending;
}

describe("an upgrade rehearsal", () => {
  let town: Town;
  before(async () => {
    await compileSuccessors();
    town = await openTown();
    await chargeFees(town);
  });

  const request = (method: string, ...params: unknown[]) => town.provider.request({ method, params });

  it("changes all code under open holds and payments in flight, and every book ends as if it had not", async () => {
    const { hub, ethers, mei, ken, lin, till, harbourDeposits, lotusDeposits } = town;
    await pay(town, mei, LOTUS, 48_00n);
    await pay(town, ken, HARBOUR, 12_50n);
    const across = await hold(town, mei, LOTUS, 100_00n);
    const onUs = await hold(town, ken, HARBOUR, 60_00n);
    const half = await hold(town, mei, LOTUS, 80_01n);
    const left = await hold(town, mei, LOTUS, 33_33n);
    await hub.connect(till).capture(half.id, half.terms, 40_00n, FREE);
    const holds = [across, onUs, half, left];
    const next = await announceSuccessors(town);
    const blocks = await composeBlocks();
    const startsAt = (await timeOf(town)) + BLOCK_SECONDS;

    const without = await run("as it is");
    expect(without.versions).to.deep.equal(Array(6).fill(1n));
    const upgraded = await run("upgraded");
    expect(upgraded.versions).to.deep.equal(Array(6).fill(2n));
    for (const [step, books] of without.books.entries()) {
      expect(upgraded.books[step], `after step ${step + 1}`).to.deep.equal(books);
    }
    expect(await lotusDeposits.heldOf(mei.address), "authorized in between").to.equal(40_00n);
    expect(await harbourDeposits.heldOf(ken.address)).to.equal(0n);

    /** Composed once, so that both runs send the very same payments. */
    async function composeBlocks(): Promise<Block[]> {
      const captureBefore = BigInt((await timeOf(town)) + 7 * DAY_SECONDS);
      const held = signedOf(await askAt(town, 40_00n, { captureBefore }));
      const batch = [await approve(5_01n), await approve(5_02n), await approve(5_03n)];
      const compose = (payer: Wallet, bank: number, amountMinor: bigint) =>
        composePayment(town, payer, bank, amountMinor);
      return [
        {
          before: await compose(ken, HARBOUR, 20_01n),
          upgrades: [next.customers],
          after: await compose(mei, LOTUS, 10_01n),
        },
        {
          before: () => hub.connect(lin).payBatch(batch, PENDING),
          upgrades: [next.merchants],
          after: await compose(ken, HARBOUR, 20_02n),
        },
        // From here on Harbour's deposits are of the next version, and Lotus's still of this one
        {
          before: () => hub.connect(mei).authorize(held, LOTUS, 40_00n, 0n, zeroHash, PENDING),
          upgrades: [next.harbourDeposits],
          after: await compose(mei, LOTUS, 10_02n),
        },
        {
          before: () => hub.connect(till).capture(half.id, half.terms, 10_00n, PENDING),
          upgrades: [next.participants, next.reserves],
          after: await compose(ken, HARBOUR, 20_03n),
        },
        {
          before: await compose(mei, LOTUS, 10_03n),
          upgrades: [next.lotusDeposits],
          after: () => hub.connect(till).capture(across.id, across.terms, 1n, PENDING),
        },
      ];
    }

    async function approve(amountMinor: bigint) {
      const signed = signedOf(await askAt(town, amountMinor));
      const approval = await approvalOf(town, signed);
      return { signed, approval, signature: await signedByMei(town, approval) };
    }

    /** Everything at the same seconds; the run without upgrades is taken back. */
    async function run(code: "as it is" | "upgraded") {
      const start = await request("evm_snapshot");
      const books: Awaited<ReturnType<typeof readAllBooks>>[] = [];
      const note = async () => {
        const ids = [...(await readSettled(town)), ...holds].map(({ id }) => id);
        books.push(await readAllBooks(town, ids));
      };
      await request("evm_setAutomine", false);
      for (const [index, { before, upgrades, after }] of blocks.entries()) {
        const sent: ContractTransactionResponse[] = [];
        for (const send of [before, ...(code === "upgraded" ? upgrades : []), after]) sent.push(await send());
        await request("evm_setNextBlockTimestamp", startsAt + index * BLOCK_SECONDS);
        await request("evm_mine");
        const block = await ethers.provider.getBlock("latest");
        expect(block?.transactions, "in this order").to.deep.equal(sent.map(({ hash }) => hash));
        for (const { hash } of sent) expect((await ethers.provider.getTransactionReceipt(hash))?.status).to.equal(1);
        await note();
      }
      await request("evm_setAutomine", true);

      const settled = await readSettled(town);
      const [early, batched] = [48_00n, 5_02n].map((paid) => settled.find(({ terms }) => terms.amountMinor === paid));
      if (!early || !batched) throw new Error("not everything was paid");
      const act = hub.connect(till);
      const acts: Sending[] = [
        () => act.capture(half.id, half.terms, 30_01n, FREE),
        () => act.capture(across.id, across.terms, 99_99n, FREE),
        () => act.void(onUs.id, onUs.terms, FREE),
        () => act.refund(early.id, early.terms, 48_00n, FREE),
        () => act.refund(batched.id, batched.terms, 2_01n, FREE),
        () => act.refund(half.id, half.terms, 80_01n, FREE),
      ];
      for (const [index, send] of acts.entries()) {
        await request("evm_setNextBlockTimestamp", startsAt + (blocks.length + index) * BLOCK_SECONDS);
        await send();
        await note();
      }
      await request("evm_setNextBlockTimestamp", Number(left.terms.captureBefore));
      await hub.connect(lin).release(left.id, left.terms, FREE);
      await note();

      const conserved = await readConservation(town, [hub]);
      expect(conserved.supplyMinor, "deposits").to.equal(conserved.issuedLessFeesMinor);
      expect(conserved.reservesInHubMinor, "reserves").to.equal(conserved.positionsMinor);
      const versions = await Promise.all(next.proxies.map((proxy) => versionOf(town, proxy)));
      if (code === "as it is") await request("evm_revert", start);
      return { books, versions };
    }
  });
});

/** The next version of all that can be upgraded: announced or offered, and adopted by nobody yet. */
async function announceSuccessors(town: Town) {
  const { operator, ethers, deployment, participants, customers, merchants } = town;
  const { participantRegistry, customerRegistry, settlementHub, depositRelease } = deployment.contracts;
  const reserves = await ethers.getContractAt("ReserveToken", deployment.reserveTokens[HKD] ?? "");
  const sender = createSender(town.provider, deployment.chainId, operator.privateKey as Hex);
  const codes = {
    participants: await deploySuccessor(sender, "ParticipantRegistry", []),
    customers: await deploySuccessor(sender, "CustomerRegistry", [participantRegistry]),
    merchants: await deploySuccessor(sender, "MerchantRegistry", [customerRegistry]),
    reserves: await deploySuccessor(sender, "ReserveToken", [participantRegistry]),
    deposits: await deploySuccessor(sender, "DepositToken", [
      participantRegistry,
      customerRegistry,
      settlementHub,
      depositRelease,
    ]),
  };
  const release = await ethers.getContractAt("DepositRelease", depositRelease);
  const upgrade = (code: string) => participants.interface.encodeFunctionData("upgradeToAndCall", [code, "0x"]);
  await announce(town, [
    [await participants.getAddress(), upgrade(codes.participants)],
    [await customers.getAddress(), upgrade(codes.customers)],
    [await merchants.getAddress(), upgrade(codes.merchants)],
    [await reserves.getAddress(), upgrade(codes.reserves)],
    [depositRelease, release.interface.encodeFunctionData("offer", [codes.deposits])],
  ]);
  await release.connect(operator).offer(codes.deposits, FREE);

  const { harbourDeposits, lotusDeposits, harbourClerk, lotusClerk } = town;
  const proxies = [participants, customers, merchants, reserves, harbourDeposits, lotusDeposits];
  return {
    proxies: await Promise.all(proxies.map((proxy) => proxy.getAddress())),
    participants: () => participants.connect(operator).upgradeToAndCall(codes.participants, "0x", PENDING),
    customers: () => customers.connect(operator).upgradeToAndCall(codes.customers, "0x", PENDING),
    merchants: () => merchants.connect(operator).upgradeToAndCall(codes.merchants, "0x", PENDING),
    reserves: () => reserves.connect(operator).upgradeToAndCall(codes.reserves, "0x", PENDING),
    harbourDeposits: () => harbourDeposits.connect(harbourClerk).upgradeToAndCall(codes.deposits, "0x", PENDING),
    lotusDeposits: () => lotusDeposits.connect(lotusClerk).upgradeToAndCall(codes.deposits, "0x", PENDING),
  };
}

async function versionOf({ ethers }: Town, proxy: string): Promise<bigint> {
  const contract = new Contract(proxy, ["function VERSION() view returns (uint256)"], ethers.provider);
  return await contract
    .getFunction("VERSION")()
    .catch(() => 1n);
}

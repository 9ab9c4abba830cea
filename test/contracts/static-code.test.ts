import type { ComposedCode } from "@jiaozi/sdk/request/compose";
import { expect } from "chai";
import type { Wallet } from "ethers";
import { type Hex, toHex } from "viem";
import { approvalOf, relay, signedByMei } from "../support/approve.ts";
import { askAt, FREE, HARBOUR, LOTUS, openTown, readBooks, signedOf, type Town } from "../support/town.ts";

const YEAR_SECONDS = 365n * 86_400n;
const [FIRST, SECOND] = [toHex(1, { size: 32 }), toHex(2, { size: 32 })];

/** A printed code: no amount of its own, any number of payments. */
describe("a static code", () => {
  let town: Town;
  let code: ComposedCode;
  beforeEach(async () => {
    town = await openTown();
    const block = await town.ethers.provider.getBlock("latest");
    code = await askAt(town, 0n, { expiresAt: BigInt(block?.timestamp ?? 0) + YEAR_SECONDS });
  });

  const pay = (payer: Wallet, bank: number, amountMinor: bigint, nonce: Hex) =>
    town.hub.connect(payer).pay(signedOf(code), bank, amountMinor, 0n, nonce, FREE);

  it("is paid by several people and by one of them twice, each payment with its own nonce", async () => {
    const before = await readBooks(town);
    await pay(town.mei, LOTUS, 1500n, FIRST);
    await pay(town.mei, LOTUS, 2500n, SECOND);
    await pay(town.ken, HARBOUR, 700n, FIRST);
    const after = await readBooks(town);
    expect(after.meis).to.equal(before.meis - 4000n);
    expect(after.kens).to.equal(before.kens - 700n);
    expect(after.lins).to.equal(before.lins + 4700n);
  });

  it("takes one payment of one payer only once", async () => {
    await pay(town.mei, LOTUS, 1500n, FIRST);
    const before = await readBooks(town);
    for (const amountMinor of [1500n, 1n]) {
      await expect(pay(town.mei, LOTUS, amountMinor, FIRST)).to.be.revertedWithCustomError(
        town.hub,
        "PaymentAlreadyMade",
      );
    }
    expect(await readBooks(town)).to.deep.equal(before);
  });

  it("takes its own low cap and no cent more, although the till may ask for more", async () => {
    const { staticCapMinor, capMinor } = await town.merchants.terminal(town.till.address);
    expect(staticCapMinor < capMinor).to.equal(true);
    await pay(town.mei, LOTUS, staticCapMinor, FIRST);
    await expect(pay(town.mei, LOTUS, staticCapMinor + 1n, SECOND))
      .to.be.revertedWithCustomError(town.hub, "StaticCapExceeded")
      .withArgs(staticCapMinor + 1n, staticCapMinor);
  });

  it("takes no payment of nothing", async () => {
    await expect(pay(town.mei, LOTUS, 0n, FIRST)).to.be.revertedWithCustomError(town.hub, "AmountZero");
  });

  it("takes no further payment once its till has cancelled it", async () => {
    await pay(town.mei, LOTUS, 1500n, FIRST);
    await town.hub.connect(town.till).cancelRequest(signedOf(code), FREE);
    await expect(pay(town.mei, LOTUS, 1500n, SECOND)).to.be.revertedWithCustomError(
      town.hub,
      "RequestAlreadyCancelled",
    );
  });

  it("lets whoever relays an approval choose neither the amount nor a second payment", async () => {
    const approval = { ...(await approvalOf(town, code)), amountMinor: 1500n, maxDebitMinor: 9000n, nonce: FIRST };
    const signature = await signedByMei(town, approval);
    const bring = (edited: Partial<typeof approval>) => relay(town, code, { ...approval, ...edited }, signature);

    for (const edited of [{ amountMinor: 9000n }, { tipMinor: 1n }, { nonce: SECOND }]) {
      await expect(bring(edited))
        .to.be.revertedWithCustomError(town.hub, "ApprovalSignatureInvalid")
        .withArgs(town.mei.address);
    }
    await bring({});
    await expect(bring({})).to.be.revertedWithCustomError(town.hub, "PaymentAlreadyMade");
  });
});

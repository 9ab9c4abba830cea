import { requestDigest } from "@jiaozi/sdk/request/payment-request";
import { expect } from "chai";
import { zeroHash } from "viem";
import { approvalOf, relay, signedByMei } from "../support/approve.ts";
import { askAt, domainOf, FREE, LOTUS, openTown, readBooks, signedOf, type Town } from "../support/town.ts";

describe("a cancellation", () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });

  /** What Mei signed for someone else to bring. */
  async function approvedByMei(amountMinor: bigint) {
    const code = await askAt(town, amountMinor);
    const approval = await approvalOf(town, code);
    const signature = await signedByMei(town, approval);
    return { digest: approval.request, bring: () => relay(town, code, approval, signature) };
  }

  it("of a request names who cancelled it, and stands in the chain's state", async () => {
    for (const canceller of [town.till, town.harbourClerk]) {
      const code = await askAt(town, 4800n);
      const digest = requestDigest(code.request, domainOf(town.deployment));
      await expect(town.hub.connect(canceller).cancelRequest(signedOf(code), FREE))
        .to.emit(town.hub, "RequestCancelled")
        .withArgs(digest, code.request.merchantId, canceller.address);
      expect(await town.hub.isCancelled(digest)).to.equal(true);
      expect((await town.hub.payment(digest)).refundableMinor).to.equal(0n);
    }
  });

  it("of a request reverts once it was paid, and the payment stays", async () => {
    const code = await askAt(town, 4800n);
    await town.hub.connect(town.mei).pay(signedOf(code), LOTUS, 4800n, 0n, zeroHash, FREE);
    const before = await readBooks(town);
    await expect(town.hub.connect(town.till).cancelRequest(signedOf(code), FREE)).to.be.revertedWithCustomError(
      town.hub,
      "RequestAlreadyPaid",
    );
    expect(await readBooks(town)).to.deep.equal(before);
  });

  it("of a request is made once", async () => {
    const code = await askAt(town, 4800n);
    await town.hub.connect(town.till).cancelRequest(signedOf(code), FREE);
    await expect(town.hub.connect(town.harbourClerk).cancelRequest(signedOf(code), FREE)).to.be.revertedWithCustomError(
      town.hub,
      "RequestAlreadyCancelled",
    );
  });

  it("of a request is neither its payer's nor another bank's to make", async () => {
    const code = await askAt(town, 4800n);
    for (const stranger of [town.mei, town.lin, town.lotusClerk, town.operator]) {
      await expect(town.hub.connect(stranger).cancelRequest(signedOf(code), FREE)).to.be.revertedWithCustomError(
        town.hub,
        "NotTerminalNorAcquirer",
      );
    }
  });

  it("of an approval by its payer is final, whoever brings it later", async () => {
    const { digest, bring } = await approvedByMei(4800n);
    await expect(town.hub.connect(town.mei).cancelApproval(digest, zeroHash, FREE))
      .to.emit(town.hub, "ApprovalCancelled")
      .withArgs(digest, town.mei.address, zeroHash);
    const before = await readBooks(town);
    await expect(bring()).to.be.revertedWithCustomError(town.hub, "ApprovalAlreadyCancelled");
    await expect(town.hub.connect(town.mei).cancelApproval(digest, zeroHash, FREE)).to.be.revertedWithCustomError(
      town.hub,
      "ApprovalAlreadyCancelled",
    );
    expect(await readBooks(town)).to.deep.equal(before);
  });

  it("of an approval by anyone else cancels nothing of the payer's", async () => {
    const { digest, bring } = await approvedByMei(4800n);
    await town.hub.connect(town.ken).cancelApproval(digest, zeroHash, FREE);
    await expect(bring()).to.emit(town.hub, "PaymentSettled");
  });
});

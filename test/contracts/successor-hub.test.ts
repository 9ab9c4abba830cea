import { expect } from "chai";
import { type Address, zeroHash } from "viem";
import { readConservation } from "../support/books.ts";
import { announce, chargeFees, DAY_SECONDS, hold, pay, readSettled, timeOf } from "../support/rehearsal.ts";
import { askAt, FREE, HARBOUR, LOTUS, openTown, signedOf } from "../support/town.ts";

describe("a payment hub that is replaced", () => {
  it("takes no new payment from its end on, and runs off what it holds while its successor pays", async () => {
    const town = await openTown();
    await chargeFees(town);
    const {
      hub,
      settlement,
      merchants,
      ethers,
      operator,
      deployment,
      mei,
      ken,
      lin,
      till,
      lotusDeposits,
      harbourDeposits,
    } = town;
    await pay(town, mei, LOTUS, 48_00n);
    const captured = await hold(town, mei, LOTUS, 100_01n);
    const voided = await hold(town, ken, HARBOUR, 60_00n);
    const released = await hold(town, mei, LOTUS, 33_33n);
    await hub.connect(till).capture(captured.id, captured.terms, 30_00n, FREE);

    const { networkAuthority, merchantRegistry, settlementHub } = deployment.contracts;
    const factory = (await ethers.getContractFactory("PaymentHub")).connect(operator);
    const successor = await factory.deploy(networkAuthority, merchantRegistry, settlementHub, FREE);
    const paymentHub = (await successor.getAddress()) as Address;
    const endsAt = (await timeOf(town)) + 3 * DAY_SECONDS;
    const old = await hub.getAddress();
    const of = settlement.interface;
    await announce(town, [
      [settlementHub, of.encodeFunctionData("admitCaller", [paymentHub])],
      [settlementHub, of.encodeFunctionData("retireCaller", [old, endsAt])],
      [merchantRegistry, merchants.interface.encodeFunctionData("attachPaymentHub", [paymentHub])],
    ]);
    await settlement.connect(operator).admitCaller(paymentHub, FREE);
    await settlement.connect(operator).retireCaller(old, endsAt, FREE);
    await merchants.connect(operator).attachPaymentHub(paymentHub, FREE);
    await merchants.connect(lin).syncMerchant(captured.terms.merchantId, FREE);
    await merchants.connect(lin).syncTerminal(till.address, FREE);

    // Until its end both pay; a code says by its signature which one it is for
    const atSuccessor = { ...town, deployment: { ...deployment, contracts: { ...deployment.contracts, paymentHub } } };
    await pay(town, mei, LOTUS, 10_01n);
    await pay(atSuccessor, mei, LOTUS, 10_02n, successor);
    await town.provider.request({ method: "evm_setNextBlockTimestamp", params: [endsAt] });
    await town.provider.request({ method: "evm_mine" });

    const late = signedOf(await askAt(town, 10_03n));
    await expect(hub.connect(mei).pay(late, LOTUS, 10_03n, 0n, zeroHash, FREE)).to.be.revertedWithCustomError(
      settlement,
      "CallerRetiring",
    );
    await pay(atSuccessor, ken, HARBOUR, 10_04n, successor);
    await hub.connect(till).capture(captured.id, captured.terms, 70_01n, FREE);
    await hub.connect(till).void(voided.id, voided.terms, FREE);
    const [first] = await readSettled(town);
    if (!first) throw new Error("nothing was paid");
    await hub.connect(till).refund(first.id, first.terms, 48_00n, FREE);
    await hub.connect(till).refund(captured.id, captured.terms, 100_01n, FREE);
    await town.provider.request({
      method: "evm_setNextBlockTimestamp",
      params: [Number(released.terms.captureBefore)],
    });
    await hub.connect(lin).release(released.id, released.terms, FREE);

    expect(await lotusDeposits.balanceOf(mei.address)).to.equal(5_000_00n - 10_01n - 10_02n);
    expect(await harbourDeposits.balanceOf(ken.address)).to.equal(2_000_00n - 10_04n);
    const books = await readConservation(town, [hub, successor]);
    expect(books.supplyMinor).to.equal(books.issuedLessFeesMinor);
    expect(books.reservesInHubMinor).to.equal(books.positionsMinor);
    expect([books.earmarkedMinor, books.heldMinor], "nothing is left behind").to.deep.equal([0n, 0n]);
  });
});

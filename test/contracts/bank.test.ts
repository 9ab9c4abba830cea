import { expect } from "chai";
import { toHex } from "viem";
import { decideTogether, FREE, HARBOUR, HKD, LOTUS, openTown, readBooks, type Town } from "../support/town.ts";

const REASON = toHex("over the counter", { size: 32 });
const SUSPENDED = 2;
const CLOSED = 3;
const ACTIVE = 1;

describe("a bank", () => {
  let town: Town;
  beforeEach(async () => {
    town = await openTown();
  });

  const reservesOf = async (address: string) => {
    const token = await town.ethers.getContractAt("ReserveToken", town.deployment.reserveTokens[HKD] ?? "");
    return token.balanceOf(address);
  };

  const issueCall = (account: string, amountMinor: bigint) =>
    town.lotusDeposits.interface.encodeFunctionData("issue", [account, amountMinor, REASON]);
  const redeemCall = (account: string, amountMinor: bigint) =>
    town.lotusDeposits.interface.encodeFunctionData("redeem", [account, amountMinor, REASON]);

  it("issues nothing by one clerk alone, nor by one who approves what he proposed", async () => {
    const { lotusClerk, lotusDeposits, authority, mei, ethers, deployment } = town;
    await expect(lotusDeposits.connect(lotusClerk).issue(mei.address, 1n, REASON, FREE))
      .to.be.revertedWithCustomError(authority, "DutyRequired")
      .withArgs(lotusClerk.address, LOTUS, 2n);
    const lotus = deployment.banks.find(({ id }) => id === LOTUS);
    const control = (await ethers.getContractAt("FourEyes", lotus?.control ?? "")).connect(lotusClerk);
    const expiresAt = ((await ethers.provider.getBlock("latest"))?.timestamp ?? 0) + 600;
    const [call, id] = [issueCall(mei.address, 1n), await control.proposals()];
    await control.propose(await lotusDeposits.getAddress(), call, REASON, expiresAt, FREE);
    await expect(control.approve(id, call, FREE))
      .to.be.revertedWithCustomError(control, "MakerIsChecker")
      .withArgs(lotusClerk.address);
  });

  it("issues deposits to its customer, and no reserves move", async () => {
    const before = await readBooks(town);
    await expect(decideTogether(town, LOTUS, issueCall(town.mei.address, 20_000n)))
      .to.emit(town.lotusDeposits, "DepositsIssued")
      .withArgs(town.mei.address, 20_000n, REASON);
    expect(await readBooks(town)).to.deep.equal({
      ...before,
      lotus: before.lotus + 20_000n,
      meis: before.meis + 20_000n,
    });
  });

  it("redeems deposits down to nothing, and not one cent below", async () => {
    const { meis, lotus } = await readBooks(town);
    const redeem = (amountMinor: bigint) => decideTogether(town, LOTUS, redeemCall(town.mei.address, amountMinor));
    await expect(redeem(meis + 1n))
      .to.be.revertedWithCustomError(town.lotusDeposits, "DepositBalanceTooLow")
      .withArgs(town.mei.address, meis, meis + 1n);
    await redeem(meis);
    const after = await readBooks(town);
    expect(after.meis).to.equal(0n);
    expect(after.lotus).to.equal(lotus - meis);
  });

  it("issues to no one who is not its customer", async () => {
    await expect(decideTogether(town, HARBOUR, issueCall(town.mei.address, 1n)))
      .to.be.revertedWithCustomError(town.customers, "CustomerNotActive")
      .withArgs(HARBOUR, town.mei.address, 0n);
  });

  it("funds its settlement balance from its reserve account, and gets the same back", async () => {
    const clerk = town.lotusClerk;
    const { ofLotus, ofHarbour } = await readBooks(town);
    const [reserves, inHub] = [await reservesOf(clerk.address), await reservesOf(await town.settlement.getAddress())];
    await town.settlement.connect(clerk).fund(LOTUS, HKD, 100_000n, FREE);
    expect((await readBooks(town)).ofLotus).to.equal(ofLotus + 100_000n);
    expect(await reservesOf(clerk.address)).to.equal(reserves - 100_000n);
    await town.settlement.connect(clerk).defund(LOTUS, HKD, 100_000n, FREE);
    expect(await reservesOf(clerk.address)).to.equal(reserves);
    expect(await reservesOf(await town.settlement.getAddress())).to.equal(inHub);
    expect((await readBooks(town)).ofLotus).to.equal(ofLotus);
    expect((await readBooks(town)).ofHarbour).to.equal(ofHarbour);
  });

  it("defunds no more than its own balance, whatever the hub holds of others", async () => {
    const { ofLotus } = await readBooks(town);
    expect((await reservesOf(await town.settlement.getAddress())) > ofLotus).to.equal(true);
    await expect(town.settlement.connect(town.lotusClerk).defund(LOTUS, HKD, ofLotus + 1n, FREE))
      .to.be.revertedWithCustomError(town.settlement, "SettlementBalanceTooLow")
      .withArgs(LOTUS, HKD, ofLotus, ofLotus + 1n);
  });

  it("neither issues, redeems, funds nor defunds while it is suspended, and does again when it is active", async () => {
    const settlement = town.settlement.connect(town.lotusClerk);
    await town.participants.connect(town.operator).setStatus(LOTUS, SUSPENDED, REASON, FREE);
    for (const act of [
      () => decideTogether(town, LOTUS, issueCall(town.mei.address, 1n)),
      () => decideTogether(town, LOTUS, redeemCall(town.mei.address, 1n)),
      () => settlement.fund(LOTUS, HKD, 1n, FREE),
      () => settlement.defund(LOTUS, HKD, 1n, FREE),
    ]) {
      await expect(act())
        .to.be.revertedWithCustomError(town.participants, "ParticipantNotActive")
        .withArgs(LOTUS, SUSPENDED);
    }
    await town.participants.connect(town.operator).setStatus(LOTUS, ACTIVE, REASON, FREE);
    await expect(settlement.fund(LOTUS, HKD, 1n, FREE)).to.emit(town.settlement, "SettlementBalanceFunded");
  });

  it("closes a customer for good", async () => {
    const onboarding = town.customers.connect(town.lotusClerk);
    await onboarding.setStatus(LOTUS, town.mei.address, CLOSED, REASON, FREE);
    await expect(onboarding.setStatus(LOTUS, town.mei.address, ACTIVE, REASON, FREE))
      .to.be.revertedWithCustomError(town.customers, "CustomerStatusChangeNotAllowed")
      .withArgs(CLOSED, ACTIVE);
  });

  it("revokes its merchant's till for good, and no other bank's", async () => {
    const { harbourClerk, lotusClerk, merchants, authority, till } = town;
    await expect(merchants.connect(lotusClerk).revokeTerminal(till.address, REASON, FREE))
      .to.be.revertedWithCustomError(authority, "DutyRequired")
      .withArgs(lotusClerk.address, HARBOUR, 1n);
    await merchants.connect(harbourClerk).revokeTerminal(till.address, REASON, FREE);
    const { merchantId, validUntil } = await merchants.terminal(till.address);
    await expect(
      merchants
        .connect(harbourClerk)
        .registerTerminal(merchantId, till.address, HKD, 100n, 100n, 100n, validUntil, FREE),
    ).to.be.revertedWithCustomError(merchants, "TerminalAlreadyRegistered");
  });
});

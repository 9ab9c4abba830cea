import { keccak256, toHex, zeroHash } from "viem";
import { expect } from "chai";
import { askAt, FREE, HARBOUR, HKD, LOTUS, openTown, readBooks, signedOf, type Town } from "../support/town.ts";

const REASON = toHex("by order of the test", { size: 32 });
const SUSPENDED = 2;
const ACTIVE = 1;

/** Refused means: a named error, and nothing changed. */
describe("a payment is refused", () => {
  let town: Town;
  beforeEach(async () => {
    town = await openTown();
  });

  async function refuses(
    pay: Promise<unknown>,
    thrower: Parameters<Chai.Assertion["revertedWithCustomError"]>[0],
    error: string,
  ) {
    const before = await readBooks(town);
    await expect(pay).to.be.revertedWithCustomError(thrower, error);
    expect(await readBooks(town)).to.deep.equal(before);
  }

  const meiPays = (code: Parameters<typeof signedOf>[0], amountMinor: bigint) =>
    town.hub.connect(town.mei).pay(signedOf(code), LOTUS, amountMinor, 0n, zeroHash, FREE);

  it("when any field of the signed request was changed", async () => {
    const code = await askAt(town, 4800n);
    const { request } = code;
    const changes = [
      { merchantId: "0x0001000000000002" },
      { requestId: `0x${"ff".repeat(16)}` },
      { expiresAt: request.expiresAt + 1n },
      { contentHash: keccak256("0x01") },
    ] as const;
    for (const change of changes) {
      const edited = { ...code, request: { ...request, ...change } };
      await refuses(meiPays(edited, 4800n), town.merchants, "TerminalUnknown");
    }
    await refuses(
      meiPays({ ...code, request: { ...request, amountMinor: 1n } }, 1n),
      town.merchants,
      "TerminalUnknown",
    );
    await refuses(
      meiPays({ ...code, request: { ...request, currency: 156 } }, 4800n),
      town.merchants,
      "TerminalUnknown",
    );
    await refuses(
      meiPays({ ...code, request: { ...request, captureBefore: request.expiresAt } }, 4800n),
      town.hub,
      "RequestIsForAuthorize",
    );
  });

  it("a second time, by whomever", async () => {
    const code = await askAt(town, 4800n);
    await meiPays(code, 4800n);
    await refuses(meiPays(code, 4800n), town.hub, "RequestAlreadyPaid");
    const byKen = town.hub.connect(town.ken).pay(signedOf(code), HARBOUR, 4800n, 0n, zeroHash, FREE);
    await refuses(byKen, town.hub, "RequestAlreadyPaid");
  });

  it("one second after the request expired", async () => {
    const code = await askAt(town, 4800n);
    await town.provider.request({ method: "evm_setNextBlockTimestamp", params: [Number(code.request.expiresAt) + 1] });
    await refuses(meiPays(code, 4800n), town.hub, "RequestExpired");
  });

  it("when the till was revoked, or its merchant is suspended", async () => {
    const code = await askAt(town, 4800n);
    const clerk = town.merchants.connect(town.harbourClerk);
    await clerk.setStatus(code.request.merchantId, SUSPENDED, REASON, FREE);
    await refuses(meiPays(code, 4800n), town.merchants, "MerchantNotActive");
    await clerk.setStatus(code.request.merchantId, ACTIVE, REASON, FREE);
    await clerk.revokeTerminal(town.till.address, REASON, FREE);
    await refuses(meiPays(code, 4800n), town.merchants, "TerminalNotActive");
  });

  it("when either bank, or the payer, is not active", async () => {
    const code = await askAt(town, 4800n);
    for (const bank of [HARBOUR, LOTUS]) {
      await town.participants.connect(town.operator).setStatus(bank, SUSPENDED, REASON, FREE);
      await refuses(meiPays(code, 4800n), town.participants, "ParticipantNotActive");
      await town.participants.connect(town.operator).setStatus(bank, ACTIVE, REASON, FREE);
    }
    await town.customers.connect(town.lotusClerk).setStatus(LOTUS, town.mei.address, SUSPENDED, REASON, FREE);
    await refuses(meiPays(code, 4800n), town.customers, "CustomerNotActive");
  });

  it("above the till's cap, above the balance, and above the issuing bank's settlement balance", async () => {
    await refuses(meiPays(await askAt(town, 50_000_01n), 50_000_01n), town.hub, "TerminalCapExceeded");
    await refuses(meiPays(await askAt(town, 5_000_01n), 5_000_01n), town.lotusDeposits, "DepositBalanceTooLow");
    const balance = await town.settlement.settlementBalance(LOTUS, HKD);
    await town.settlement.connect(town.lotusClerk).defund(LOTUS, HKD, balance - 4799n, FREE);
    await refuses(meiPays(await askAt(town, 4800n), 4800n), town.settlement, "SettlementBalanceTooLow");
  });

  it("in a network that was deployed anew, with a code of the one before", async () => {
    const code = await askAt(town, 4800n);
    town = await openTown();
    await refuses(meiPays(code, 4800n), town.merchants, "TerminalUnknown");
  });

  it("by a cancelled request, whoever of the two cancelled it", async () => {
    for (const canceller of [town.till, town.harbourClerk]) {
      const code = await askAt(town, 4800n);
      await town.hub.connect(canceller).cancelRequest(signedOf(code), FREE);
      await refuses(meiPays(code, 4800n), town.hub, "RequestAlreadyCancelled");
    }
    const code = await askAt(town, 4800n);
    await refuses(
      town.hub.connect(town.lotusClerk).cancelRequest(signedOf(code), FREE),
      town.hub,
      "NotTerminalNorAcquirer",
    );
  });
});

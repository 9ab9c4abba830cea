import { signRequest, type SigningDomain } from "@jiaozi/sdk/request/payment-request";
import { expect } from "chai";
import { type Hex, zeroHash } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { approvalOf, relay, signedByMei } from "../support/approve.ts";
import { askAt, domainOf, FREE, LOTUS, openTown, readBooks, signedOf, type Town } from "../support/town.ts";

/** Replay across chains, forks and hubs: what was signed elsewhere is worth nothing here. */
describe("a signature for another chain or another hub", () => {
  let town: Town;
  let elsewhere: SigningDomain[];
  before(async () => {
    town = await openTown();
    const here = domainOf(town.deployment);
    const otherHub = town.deployment.contracts.settlementHub;
    elsewhere = [
      { ...here, chainId: 1 },
      { ...here, paymentHub: otherHub },
    ];
  });

  it("of a till asks for nothing", async () => {
    const before = await readBooks(town);
    const { request } = await askAt(town, 4800n);
    for (const domain of elsewhere) {
      const signed = await signRequest(request, domain, privateKeyToAccount(town.till.privateKey as Hex));
      const pay = town.hub.connect(town.mei).pay(signedOf(signed), LOTUS, 4800n, 0n, zeroHash, FREE);
      await expect(pay).to.be.revertedWithCustomError(town.merchants, "TerminalUnknown");
    }
    expect(await readBooks(town)).to.deep.equal(before);
  });

  it("of a payer approves nothing", async () => {
    const before = await readBooks(town);
    const code = await askAt(town, 4800n);
    const approval = await approvalOf(town, code);
    for (const domain of elsewhere) {
      const signature = await signedByMei(town, approval, domain);
      await expect(relay(town, code, approval, signature))
        .to.be.revertedWithCustomError(town.hub, "ApprovalSignatureInvalid")
        .withArgs(town.mei.address);
    }
    expect(await readBooks(town)).to.deep.equal(before);
  });
});

import { signApproval, type PaymentApproval } from "@jiaozi/sdk/approval/payment-approval";
import { requestDigest, signRequest } from "@jiaozi/sdk/request/payment-request";
import { PAYMENT_TYPES, paymentDomain } from "@jiaozi/sdk/typed-data";
import { expect } from "chai";
import { Signature } from "ethers";
import { type Hex, zeroHash } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import {
  askAt,
  domainOf,
  FREE,
  HARBOUR,
  HKD,
  LOTUS,
  openTown,
  readBooks,
  signedOf,
  type Town,
} from "../support/town.ts";

describe("a payment", () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });

  async function approvalOf(digest: Hex, amountMinor: bigint): Promise<PaymentApproval> {
    const block = await town.ethers.provider.getBlock("latest");
    return {
      request: digest,
      merchantName: "Lucky Noodles",
      payer: town.mei.address as Hex,
      amountMinor,
      tipMinor: 0n,
      bank: LOTUS,
      currency: HKD,
      maxDebitMinor: amountMinor,
      validBefore: BigInt((block?.timestamp ?? 0) + 300),
      nonce: zeroHash,
    };
  }

  it("across banks burns at one, moves reserves and mints at the other, by one amount", async () => {
    const before = await readBooks(town);
    const code = await askAt(town, 4800n);
    await town.hub.connect(town.mei).pay(signedOf(code), LOTUS, 4800n, 0n, zeroHash, FREE);
    expect(await readBooks(town)).to.deep.equal({
      ...before,
      lotus: before.lotus - 4800n,
      harbour: before.harbour + 4800n,
      ofLotus: before.ofLotus - 4800n,
      ofHarbour: before.ofHarbour + 4800n,
      meis: before.meis - 4800n,
      lins: before.lins + 4800n,
    });
  });

  it("within one bank moves deposits and no reserves", async () => {
    const before = await readBooks(town);
    const code = await askAt(town, 1250n);
    await town.hub.connect(town.ken).pay(signedOf(code), HARBOUR, 1250n, 0n, zeroHash, FREE);
    expect(await readBooks(town)).to.deep.equal({ ...before, kens: before.kens - 1250n, lins: before.lins + 1250n });
  });

  it("needs no native coin of its payer", async () => {
    expect(await town.ethers.provider.getBalance(town.mei.address)).to.equal(0n);
    const code = await askAt(town, 100n);
    await expect(town.hub.connect(town.mei).pay(signedOf(code), LOTUS, 100n, 0n, zeroHash, FREE)).to.emit(
      town.hub,
      "PaymentSettled",
    );
  });

  it("by a relayed approval moves the same money, whoever brings it", async () => {
    const before = await readBooks(town);
    const code = await askAt(town, 700n);
    const domain = domainOf(town.deployment);
    const approval = await approvalOf(requestDigest(code.request, domain), 700n);
    const signature = await signApproval(approval, domain, privateKeyToAccount(town.mei.privateKey as Hex));
    await town.hub.connect(town.ken).payApproved(signedOf(code), approval, signature, FREE);
    const after = await readBooks(town);
    expect(after.meis).to.equal(before.meis - 700n);
    expect(after.lins).to.equal(before.lins + 700n);
    expect(after.kens).to.equal(before.kens);
  });

  it("is taken with a request and an approval that ethers signed, and with those that viem signed", async () => {
    const { chainId, paymentHub } = domainOf(town.deployment);
    const domain = paymentDomain(chainId, paymentHub);
    const types = (name: keyof typeof PAYMENT_TYPES) => ({ [name]: [...PAYMENT_TYPES[name]] });
    for (const library of ["ethers", "viem"] as const) {
      const { request } = await askAt(town, 300n);
      const byEthers = Signature.from(await town.till.signTypedData(domain, types("PaymentRequest"), request));
      const till = privateKeyToAccount(town.till.privateKey as Hex);
      const signed =
        library === "ethers"
          ? { request, r: byEthers.r, yParityAndS: byEthers.yParityAndS }
          : signedOf(await signRequest(request, { chainId, paymentHub }, till));
      const approval = await approvalOf(requestDigest(request, { chainId, paymentHub }), 300n);
      const signature =
        library === "ethers"
          ? await town.mei.signTypedData(domain, types("PaymentApproval"), approval)
          : await signApproval(approval, { chainId, paymentHub }, privateKeyToAccount(town.mei.privateKey as Hex));
      await expect(town.hub.connect(town.ken).payApproved(signed, approval, signature, FREE)).to.emit(
        town.hub,
        "PaymentSettled",
      );
    }
  });
});

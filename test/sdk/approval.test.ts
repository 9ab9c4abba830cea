import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  approvalDigest,
  isApprovedByKey,
  type PaymentApproval,
  signApproval,
} from "@jiaozi/sdk/approval/payment-approval";
import { PAYMENT_TYPES, paymentDomain } from "@jiaozi/sdk/typed-data";
import { Wallet } from "ethers";
import { keccak256, toHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";

const KEY = keccak256(toHex("jiaozi test cardholder"));
const MEI = privateKeyToAccount(KEY);
const THIEF = privateKeyToAccount(keccak256(toHex("jiaozi test thief")));
const DOMAIN = { chainId: 20071, paymentHub: "0x1000000000000000000000000000000000000001" } as const;
const APPROVAL: PaymentApproval = {
  request: keccak256(toHex("a request")),
  merchantName: "Lucky Noodles",
  payer: MEI.address,
  amountMinor: 4800n,
  tipMinor: 200n,
  bank: 2,
  currency: 344,
  maxDebitMinor: 5000n,
  validBefore: 1_800_000_300n,
  nonce: keccak256(toHex("a nonce")),
};

describe("an approval", () => {
  it("is the payer's who signed it, and nobody else's", async () => {
    assert.equal(await isApprovedByKey(APPROVAL, await signApproval(APPROVAL, DOMAIN, MEI), DOMAIN), true);
    assert.equal(await isApprovedByKey(APPROVAL, await signApproval(APPROVAL, DOMAIN, THIEF), DOMAIN), false);
  });

  it("is the payer's however the address is spelled", async () => {
    const signature = await signApproval(APPROVAL, DOMAIN, MEI);
    const lower = { ...APPROVAL, payer: APPROVAL.payer.toLowerCase() as typeof APPROVAL.payer };
    assert.equal(await isApprovedByKey(lower, signature, DOMAIN), true);
  });

  it("is no longer the payer's when any one field was changed", async () => {
    const signature = await signApproval(APPROVAL, DOMAIN, MEI);
    const changes: { [field in keyof PaymentApproval]: PaymentApproval[field] } = {
      request: keccak256(toHex("another request")),
      merchantName: "Lucky Noodle",
      payer: THIEF.address,
      amountMinor: 4801n,
      tipMinor: 201n,
      bank: 1,
      currency: 156,
      maxDebitMinor: 5001n,
      validBefore: APPROVAL.validBefore + 1n,
      nonce: keccak256(toHex("another nonce")),
    };
    for (const [field, value] of Object.entries(changes)) {
      assert.equal(await isApprovedByKey({ ...APPROVAL, [field]: value }, signature, DOMAIN), false, field);
    }
  });

  it("counts on one chain and for one hub", async () => {
    const signature = await signApproval(APPROVAL, DOMAIN, MEI);
    for (const elsewhere of [
      { ...DOMAIN, chainId: 1 },
      { ...DOMAIN, paymentHub: THIEF.address },
    ]) {
      assert.equal(await isApprovedByKey(APPROVAL, signature, elsewhere), false);
      assert.notEqual(approvalDigest(APPROVAL, elsewhere), approvalDigest(APPROVAL, DOMAIN));
    }
  });

  it("is signed by ethers to the same 65 bytes as by viem", async () => {
    const types = { PaymentApproval: [...PAYMENT_TYPES.PaymentApproval] };
    const domain = paymentDomain(DOMAIN.chainId, DOMAIN.paymentHub);
    const byEthers = await new Wallet(KEY).signTypedData(domain, types, APPROVAL);
    assert.equal(byEthers, await signApproval(APPROVAL, DOMAIN, MEI));
  });

  it("is nobody's when its signature is no signature", async () => {
    for (const signature of ["0x", "0x1234", `0x${"00".repeat(65)}`, `0x${"ff".repeat(65)}`] as const) {
      assert.equal(await isApprovedByKey(APPROVAL, signature, DOMAIN), false, signature);
    }
  });
});

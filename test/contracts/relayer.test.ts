import { once } from "node:events";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ApprovedPayment, writeApprovedPayment } from "@jiaozi/sdk/approval/approved-payment";
import { type PaymentApproval, signApproval } from "@jiaozi/sdk/approval/payment-approval";
import { approvalId } from "@jiaozi/sdk/request/payment-id";
import { requestDigest, type SignedRequest } from "@jiaozi/sdk/request/payment-request";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { createPublicClient, custom, type EIP1193RequestFn, type Hex, type PublicClient, toHex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { type Reach, reach } from "../../network/relayer/reach.ts";
import { type Relayer, type RelayerOptions, startRelayer } from "../../network/relayer/relayer.ts";
import { answerWith } from "../../network/relayer/service.ts";
import { serveRpc } from "../../scripts/embedded/rpc-endpoint.ts";
import { approvalOf } from "../support/approve.ts";
import {
  askAt,
  decideTogether,
  domainOf,
  FREE,
  HARBOUR,
  LOTUS,
  openTown,
  signedOf,
  type Town,
} from "../support/town.ts";

type Request = { method: string; params?: unknown };

describe("a bank's relayer", () => {
  let town: Town;
  let folder: string;
  let relayer: Relayer;
  /** What the node does with what it is asked; the chain itself where it says nothing. */
  let inTheWay: ((request: Request) => Promise<unknown> | undefined) | undefined;

  beforeEach(async () => {
    town = await openTown();
    folder = mkdtempSync(join(tmpdir(), "jiaozi-relayer-"));
    inTheWay = undefined;
    relayer = start();
  });

  afterEach(async () => {
    inTheWay = undefined;
    await relayer.stop();
    rmSync(folder, { recursive: true });
  });

  function nodeOf(terms: { cacheTime?: number } = {}, own?: typeof inTheWay): PublicClient {
    const request = async (asked: Request) =>
      (await (own ?? inTheWay)?.(asked)) ?? (await town.provider.request(asked as never));
    return createPublicClient({
      transport: custom({ request: request as EIP1193RequestFn }, { retryCount: 0 }),
      ...terms,
    });
  }

  function throughOne(node: PublicClient): Reach {
    return { node, endpoints: [node] };
  }

  function start(terms: Partial<RelayerOptions> = {}): Relayer {
    return startRelayer({
      reach: throughOne(nodeOf({ cacheTime: 0 })),
      deployment: { ...town.deployment, blockSeconds: 0.1 },
      account: privateKeyToAccount(generatePrivateKey()),
      journalFile: join(folder, "journal"),
      ...terms,
    });
  }

  /** Mei approves what Lucky Noodles asks. */
  async function approved(
    amountMinor: bigint,
    terms: Partial<PaymentApproval> = {},
    ask?: SignedRequest,
  ): Promise<ApprovedPayment> {
    const signed = signedOf(ask ?? (await askAt(town, amountMinor)));
    const approval = { ...(await approvalOf(town, signed)), ...terms };
    const mei = privateKeyToAccount(town.mei.privateKey as Hex);
    return { signed, approval, signature: await signApproval(approval, domainOf(town.deployment), mei) };
  }

  /** And Ken, of Harbour Bank, what she may have paid first. */
  async function approvedByKen(ask: SignedRequest): Promise<ApprovedPayment> {
    const signed = signedOf(ask);
    const approval = { ...(await approvalOf(town, signed)), payer: town.ken.address as Hex, bank: HARBOUR };
    const ken = privateKeyToAccount(town.ken.privateKey as Hex);
    return { signed, approval, signature: await signApproval(approval, domainOf(town.deployment), ken) };
  }

  /** Mei's, for a hub that is not this network's. */
  async function approvedElsewhere(): Promise<ApprovedPayment> {
    const hub = { ...domainOf(town.deployment), paymentHub: town.deployment.contracts.settlementHub };
    const signed = signedOf(await askAt(town, 4_800n));
    const approval = { ...(await approvalOf(town, signed)), request: requestDigest(signed.request, hub) };
    const mei = privateKeyToAccount(town.mei.privateKey as Hex);
    return { signed, approval, signature: await signApproval(approval, hub, mei) };
  }

  /** Over the counter of Mei's bank. */
  function deposits(what: "issue" | "redeem", amountMinor: bigint): string {
    return town.lotusDeposits.interface.encodeFunctionData(what as "issue", [
      town.mei.address,
      amountMinor,
      encodeBytes32String("cash"),
    ]);
  }

  /** What is sent does not arrive. */
  function loseSent(): void {
    inTheWay = ({ method }) => (method === "eth_sendRawTransaction" ? Promise.reject(new Error("lost")) : undefined);
  }

  /** No node answers. */
  function loseAll(): void {
    inTheWay = () => Promise.reject(new Error("lost"));
  }

  /** What is accepted waits. */
  function holdBack(): void {
    inTheWay = ({ method }) => (method === "eth_estimateGas" ? Promise.reject(new Error("lost")) : undefined);
  }

  async function mine(blocks: number): Promise<void> {
    await town.provider.request({ method: "hardhat_mine", params: [toHex(blocks)] });
  }

  const paidOf = async (): Promise<number> => (await town.hub.queryFilter(town.hub.filters.PaymentSettled())).length;

  it("accepts a customer's approval at once and tells when it is paid", async () => {
    const { id, state } = await relayer.accept(await approved(4_800n));
    expect(state).to.equal("waiting");
    expect((await relayer.settled(id, 10))?.state).to.equal("paid");
    expect(await paidOf()).to.equal(1);
  });

  it("tells at once why a payment is refused, and keeps nothing of it", async () => {
    const told = await relayer.accept(await approved(99_999_999_00n));
    expect(told).to.include({ state: "refused", error: "TerminalCapExceeded" });
    expect(relayer.outcomeOf(told.id)).to.equal(undefined);
  });

  it("refuses what somebody else has signed", async () => {
    const payment = await approved(4_800n);
    const other = await signApproval(
      payment.approval,
      domainOf(town.deployment),
      privateKeyToAccount(generatePrivateKey()),
    );
    expect(await relayer.accept({ ...payment, signature: other })).to.include({
      state: "refused",
      error: "ApprovalSignatureInvalid",
    });
  });

  it("refuses at once an approval for another hub, though no node answers", async () => {
    const payment = await approvedElsewhere();
    loseAll();
    expect(await relayer.accept(payment)).to.include({ state: "refused", error: "ApprovalForAnotherRequest" });
  });

  it("takes what a key has signed while no node answers", async () => {
    const payment = await approved(4_800n);
    loseAll();
    expect((await relayer.accept(payment)).state).to.equal("waiting");
  });

  it("neither takes nor refuses what a contract may have signed while no node answers", async () => {
    const signed = await approved(4_800n, { payer: town.deployment.contracts.settlementHub });
    loseAll();
    const told = await relayer.accept(signed).catch((error: unknown) => error);
    expect(told).to.have.property("name", "NodeUnreachableError");
  });

  it("brings one approval once, however often it is handed in", async () => {
    const payment = await approved(4_800n);
    const [{ id }] = await Promise.all([relayer.accept(payment), relayer.accept(payment), relayer.accept(payment)]);
    await relayer.settled(id, 10);
    expect((await relayer.accept(payment)).state).to.equal("paid");
    expect(await paidOf()).to.equal(1);
  });

  it("takes anew what was refused once, and keeps it over a restart", async () => {
    const ask = await askAt(town, 4_800n);
    const first = await approved(4_800n, {}, ask);
    loseSent();
    const { id } = await relayer.accept(first);
    const meis = await town.lotusDeposits.balanceOf(town.mei.address);
    await decideTogether(town, LOTUS, deposits("redeem", meis)); // she takes it out before it is brought
    inTheWay = undefined;
    expect(await relayer.settled(id, 10)).to.include({ state: "refused" });

    await decideTogether(town, LOTUS, deposits("issue", meis));
    holdBack();
    const anew = await approved(4_800n, { validBefore: first.approval.validBefore + 60n }, ask);
    expect(await relayer.accept(anew)).to.deep.equal({ id, state: "waiting" });
    await relayer.stop();
    await start().stop();
    inTheWay = undefined;
    relayer = start();
    expect((await relayer.settled(id, 10))?.state).to.equal("paid");
  });

  it("packs what came while a transaction was under way into the next one", async () => {
    let open = (): void => undefined;
    const held = new Promise<void>((resolve) => (open = resolve));
    inTheWay = ({ method }) => (method === "eth_sendRawTransaction" ? held.then(() => undefined) : undefined);
    const first = await relayer.accept(await approved(100n));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const others = await Promise.all([200n, 300n, 400n].map(async (minor) => relayer.accept(await approved(minor))));
    open();
    const outcomes = await Promise.all([first, ...others].map(async ({ id }) => relayer.settled(id, 10)));
    const transactions = outcomes.map((outcome) => outcome?.state === "paid" && outcome.transaction);
    expect(new Set(transactions).size).to.equal(2);
    expect(new Set(transactions.slice(1)).size).to.equal(1);
  });

  it("tells each customer of a batch its own outcome", async () => {
    const payment = await approved(4_800n);
    const late = await approved(5_200n);
    loseSent();
    const good = await relayer.accept(payment);
    const bad = await relayer.accept(late);
    await town.hub.connect(town.mei).cancelApproval(late.approval.request, late.approval.nonce, FREE);
    inTheWay = undefined;
    expect((await relayer.settled(good.id, 10))?.state).to.equal("paid");
    expect(await relayer.settled(bad.id, 10)).to.include({ state: "refused", error: "ApprovalAlreadyCancelled" });
  });

  it("calls paid what somebody else has brought meanwhile", async () => {
    const payment = await approved(4_800n);
    loseSent();
    const { id } = await relayer.accept(payment);
    await town.hub.connect(town.ken).payApproved(payment.signed, payment.approval, payment.signature, FREE);
    inTheWay = undefined;
    expect((await relayer.settled(id, 10))?.state).to.equal("paid");
    expect(await paidOf()).to.equal(1);
  });

  it("calls paid what somebody else has brought, though the newest block was asked for a moment before", async () => {
    await relayer.stop();
    relayer = start({ reach: throughOne(nodeOf()) }); // which keeps the number for some seconds
    const states: unknown[] = [];
    for (const amountMinor of [100n, 200n]) {
      const { signed, approval, signature } = await approved(amountMinor);
      loseSent();
      const { id } = await relayer.accept({ signed, approval, signature });
      await town.hub.connect(town.ken).payApproved(signed, approval, signature, FREE);
      inTheWay = undefined;
      states.push((await relayer.settled(id, 10))?.state);
    }
    expect(states).to.deep.equal(["paid", "paid"]);
  });

  it("calls paid what somebody else has brought many blocks ago, however long a block takes", async () => {
    const payment = await approved(4_800n);
    loseSent();
    const { id } = await relayer.accept(payment);
    await town.hub.connect(town.ken).payApproved(payment.signed, payment.approval, payment.signature, FREE);
    await mine(10_000);
    inTheWay = undefined;
    expect((await relayer.settled(id, 10))?.state).to.equal("paid");
  });

  it("calls refused what another customer of the same batch has paid", async () => {
    const ask = await askAt(town, 4_800n);
    const [meis, kens] = [await approved(4_800n, {}, ask), await approvedByKen(ask)];
    holdBack();
    const [first, second] = [await relayer.accept(meis), await relayer.accept(kens)];
    inTheWay = undefined;
    expect((await relayer.settled(first.id, 10))?.state).to.equal("paid");
    expect(await relayer.settled(second.id, 10)).to.include({ state: "refused", error: "RequestAlreadyPaid" });
  });

  it("ends what was approved for a hub that was replaced since", async () => {
    const payment = await approvedElsewhere();
    await relayer.stop();
    const accepted = { kind: "accepted", payment: writeApprovedPayment(payment) };
    writeFileSync(join(folder, "journal"), `${JSON.stringify(accepted)}\n`);
    relayer = start();
    const { request, payer, nonce } = payment.approval;
    const told = await relayer.settled(approvalId(request, payer, nonce), 10);
    expect(told).to.include({ state: "refused", error: "ApprovalForAnotherRequest" });
  });

  it("sends again what a node acknowledged and lost", async () => {
    let lost = 2;
    inTheWay = ({ method }) =>
      method === "eth_sendRawTransaction" && lost-- > 0 ? Promise.resolve(`0x${"00".repeat(32)}`) : undefined;
    const { id } = await relayer.accept(await approved(4_800n));
    expect((await relayer.settled(id, 10))?.state).to.equal("paid");
  });

  it("goes on where the first of its nodes is lost", async () => {
    const well = await listening((request, response) => void serveRpc(town.provider, request, response));
    await relayer.stop();
    relayer = start({ reach: reach(["http://127.0.0.1:9", urlOf(well)]) });
    const { id } = await relayer.accept(await approved(4_800n));
    expect((await relayer.settled(id, 10))?.state).to.equal("paid");
    well.close().closeAllConnections();
  });

  for (const [when, method] of [
    ["before it was signed", "eth_estimateGas"],
    ["before it was sent", "eth_sendRawTransaction"],
    ["before its receipt was read", "eth_getTransactionReceipt"],
  ] as const) {
    it(`goes on after a machine that died ${when}, and pays once`, async () => {
      const { id } = await dying(method);
      relayer = start();
      expect((await relayer.settled(id, 10))?.state).to.equal("paid");
      expect(await paidOf()).to.equal(1);
    });
  }

  it("has every outcome after a restart", async () => {
    const { id } = await relayer.accept(await approved(4_800n));
    const before = await relayer.settled(id, 10);
    await relayer.stop();
    relayer = start();
    expect(relayer.outcomeOf(id)).to.deep.equal(before);
  });

  it("passes over a line that a dying machine left unfinished", async () => {
    const { id } = await relayer.accept(await approved(4_800n));
    await relayer.settled(id, 10);
    await relayer.stop();
    appendFileSync(join(folder, "journal"), '{"kind":"accepted","paym');
    relayer = start();
    expect(relayer.outcomeOf(id)?.state).to.equal("paid");
    const next = await relayer.accept(await approved(5_200n));
    await relayer.settled(next.id, 10);
    const lines = readFileSync(join(folder, "journal"), "utf8").trim().split("\n");
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.to.throw();
  });

  it("keeps of what has ended its outcome alone, for a day", async () => {
    const { id } = await relayer.accept(await approved(4_800n));
    await relayer.settled(id, 10);
    await relayer.stop();
    await start().stop();
    const file = join(folder, "journal");
    const [line = "", ...others] = readFileSync(file, "utf8").trim().split("\n");
    expect(others).to.deep.equal([]);
    const { at, ...ended } = JSON.parse(line) as { at: number };
    expect(ended).to.deep.include({ kind: "done", id });

    writeFileSync(file, `${JSON.stringify({ ...ended, at: at - 25 * 60 * 60 * 1000 })}\n`);
    relayer = start();
    expect(relayer.outcomeOf(id)).to.equal(undefined);
    expect(readFileSync(file, "utf8")).to.equal("");
  });

  it("keeps what waits when its journal begins anew", async () => {
    holdBack();
    const { id } = await relayer.accept(await approved(4_800n));
    await relayer.stop();
    await start().stop();
    inTheWay = undefined;
    relayer = start();
    expect((await relayer.settled(id, 10))?.state).to.equal("paid");
  });

  it("serves its own bank's customers only, where it is told whose it is", async () => {
    await relayer.stop();
    relayer = start({ bank: HARBOUR });
    const payment = await approved(4_800n); // Mei is Lotus Bank's
    const refused = await relayer.accept(payment).catch((error: unknown) => error);
    expect(refused).to.have.property("name", "OtherBankError");
    await relayer.stop();
    relayer = start({ bank: LOTUS });
    expect((await relayer.accept(payment)).state).to.equal("waiting");
  });

  it("refuses more than may wait", async () => {
    await relayer.stop();
    relayer = start({ maxWaiting: 1 });
    holdBack();
    await relayer.accept(await approved(100n));
    const refused = await relayer.accept(await approved(200n)).catch((error: unknown) => error);
    expect(refused).to.have.property("name", "RelayerFullError");
  });

  it("keeps room for others, however many one payer has approved", async () => {
    holdBack();
    for (let n = 1n; n <= 64n; n++) await relayer.accept(await approved(n));
    const refused = await relayer.accept(await approved(65n)).catch((error: unknown) => error);
    expect(refused).to.have.property("name", "RelayerFullError");
    const { state } = await relayer.accept(await approvedByKen(await askAt(town, 66n)));
    expect(state).to.equal("waiting");
  });

  it("ends what expired while it waited, without a transaction", async () => {
    holdBack();
    const { id } = await relayer.accept(await approved(4_800n));
    await town.provider.request({ method: "hardhat_mine", params: [toHex(2), toHex(16 * 60)] });
    expect(await relayer.settled(id, 10)).to.include({ state: "refused", error: "ApprovalExpired" });
  });

  it("goes on with another key than what is under way was signed with", async () => {
    const { id } = await dying("eth_sendRawTransaction");
    relayer = start({ account: privateKeyToAccount(generatePrivateKey()) });
    expect((await relayer.settled(id, 10))?.state).to.equal("paid");
    expect(await paidOf()).to.equal(1);
  });

  describe("over HTTP", () => {
    let url: string;
    let server: Server;

    beforeEach(async () => {
      server = await listening(answerWith(relayer));
      url = `${urlOf(server)}/approvals`;
    });

    afterEach(() => server.close());

    it("takes an approval and tells its outcome to who waits for it", async () => {
      const posted = await fetch(url, { method: "POST", body: writeApprovedPayment(await approved(4_800n)) });
      expect(posted.status).to.equal(202);
      const { id } = (await posted.json()) as { id: string };
      const told = await fetch(`${url}/${id}?wait=10`);
      expect(told.status).to.equal(200);
      expect(((await told.json()) as { state: string }).state).to.equal("paid");
    });

    it("tells a customer whose contract no node can ask to try again", async () => {
      const body = writeApprovedPayment(await approved(4_800n, { payer: town.deployment.contracts.settlementHub }));
      loseAll();
      const answer = await fetch(url, { method: "POST", body });
      expect(answer.status).to.equal(503);
      const error = "The network cannot be reached just now. Try again in a minute.";
      expect(await answer.json()).to.deep.equal({ error });
    });

    it("names the field that is not as it must be", async () => {
      const body = writeApprovedPayment(await approved(4_800n)).replace('"tipMinor":"0"', '"tipMinor":"-1"');
      const answer = await fetch(url, { method: "POST", body });
      expect(answer.status).to.equal(400);
      expect(await answer.json()).to.deep.equal({ error: "approval.tipMinor must be a whole number in digits" });
    });

    it("reads no more than an approval can be", async () => {
      const answer = await fetch(url, { method: "POST", body: "x".repeat(10_000) });
      expect(answer.status).to.equal(413);
    });

    it("knows nothing of an approval that was not brought", async () => {
      expect((await fetch(`${url}/0x${"00".repeat(32)}`)).status).to.equal(404);
    });
  });

  /** A relayer whose machine dies at this call: what it would have done after it never happens. */
  async function dying(method: string): Promise<{ id: Hex }> {
    await relayer.stop();
    let reached = (): void => undefined;
    const died = new Promise<void>((resolve) => (reached = resolve));
    let sent = false;
    let isDead = false;
    const untilDead = (request: Request): Promise<unknown> | undefined => {
      if (request.method === "eth_sendRawTransaction" && method !== request.method) sent = true;
      isDead ||= request.method === method && (method !== "eth_getTransactionReceipt" || sent);
      if (!isDead) return undefined;
      reached();
      return new Promise(() => undefined);
    };
    const dead = start({ reach: throughOne(nodeOf({ cacheTime: 0 }, untilDead)) });
    const { id } = await dead.accept(await approved(4_800n));
    await died;
    void dead.stop(); // and it never is heard of again
    return { id };
  }
});

async function listening(answer: RequestListener): Promise<Server> {
  const server = createServer(answer);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return server;
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

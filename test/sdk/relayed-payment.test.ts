import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { ApprovedPayment } from "@jiaozi/sdk/approval/approved-payment";
import { handToRelayer, outcomeAtRelayer, RelayerUnavailableError } from "@jiaozi/sdk/approval/relayed-payment";

const ID = "0x0a";
/** The client writes it as it is: what it means is the relayer's to judge. */
const PAYMENT = { approval: { amountMinor: 4_800n } } as unknown as ApprovedPayment;

describe("a wallet at its bank's relayer", () => {
  let server: Server;
  let address: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;

  beforeEach(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => server.close());

  it("hands an approval in, amounts as digits, and is told at once that it waits", async () => {
    let body = "";
    answer = (request, response) => {
      assert.equal(`${request.method} ${request.url}`, "POST /approvals");
      request.on("data", (part: Buffer) => (body += part.toString()));
      request.on("end", () => response.writeHead(202).end(JSON.stringify({ id: ID, state: "waiting" })));
    };
    assert.deepEqual(await handToRelayer(address, PAYMENT), { id: ID, state: "waiting" });
    assert.equal(body, '{"approval":{"amountMinor":"4800"}}');
  });

  it("asks for an outcome and lets the relayer wait for it", async () => {
    answer = (request, response) => {
      assert.match(request.url ?? "", /^\/approvals\/0x0a\?wait=\d+$/);
      response.end(JSON.stringify({ id: ID, state: "paid", paymentId: "0x0b", transaction: "0x0c" }));
    };
    assert.equal((await outcomeAtRelayer(address, ID)).state, "paid");
  });

  it("tells a refusal of the payment from a relayer that cannot take it", async () => {
    answer = (_, response) => response.writeHead(503).end('{"error":"Too many payments wait just now."}');
    await assert.rejects(handToRelayer(address, PAYMENT), RelayerUnavailableError);
    answer = (_, response) => response.end('{"id":"0x0a","state":"refused","error":"RequestExpired","sentence":"…"}');
    assert.equal((await handToRelayer(address, PAYMENT)).state, "refused");
  });

  it("says so where there is no relayer, and where the answer is none of its", async () => {
    answer = (_, response) => response.end("<html>");
    await assert.rejects(handToRelayer(address, PAYMENT), RelayerUnavailableError);
    server.close();
    server.closeAllConnections();
    await assert.rejects(outcomeAtRelayer(address, ID), RelayerUnavailableError);
  });
});

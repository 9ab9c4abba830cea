import assert from "node:assert/strict";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { after, before, describe, it } from "node:test";
import { startWebServer } from "../../scripts/embedded/web-server.ts";
import { PAGE, serveNetwork } from "./support/network.ts";

const CSP =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; " +
  "frame-ancestors 'none'; form-action 'none'";

/** Unlike fetch, sends any Host header, any Range, and does not mind who signed the certificate. */
function ask(url: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const request = url.startsWith("https:") ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const options = { headers: { connection: "close", ...headers }, rejectUnauthorized: false };
    request(url, options, (response) => {
      response.resume();
      resolve(response);
    })
      .on("error", reject)
      .end();
  });
}

describe("the web server", () => {
  let network: Awaited<ReturnType<typeof serveNetwork>>;
  before(async () => {
    network = await serveNetwork("loopback");
  });
  after(() => network.stop());

  it("puts the security headers on every answer, refusals too", async () => {
    const statuses = [];
    for (const path of ["/", "/wallet", "/app.js", "/missing.js", "/deployment.json", "/rpc", "/%E0%A4%A"]) {
      const response = await fetch(network.url + path);
      statuses.push(response.status);
      assert.equal(response.headers.get("content-security-policy"), CSP, path);
      assert.equal(response.headers.get("x-content-type-options"), "nosniff", path);
      assert.equal(response.headers.get("referrer-policy"), "no-referrer", path);
      assert.equal(response.headers.get("permissions-policy"), "camera=(self)", path);
    }
    assert.deepEqual(statuses, [200, 200, 200, 404, 200, 405, 400]);
  });

  it("draws every page of the app from index.html, never cached without asking", async () => {
    const response = await fetch(`${network.url}/merchant/till`);
    assert.equal(await response.text(), PAGE);
    assert.equal(response.headers.get("cache-control"), "no-cache");
    const again = await ask(network.url, { "if-none-match": response.headers.get("etag") ?? "" });
    assert.equal(again.statusCode, 304);
  });

  it("says that a chain without validators has none", async () => {
    assert.equal(await (await fetch(`${network.url}/chain-health.json`)).json(), null);
  });

  it("gives a bank's relayer what comes for it, and nothing to a bank that has none", async () => {
    const handIn = (path: string) => fetch(`${network.url}${path}`, { method: "POST" });
    const answer = await handIn("/relayer/1/approvals?wait=2");
    assert.equal(await answer.text(), "/approvals?wait=2");
    assert.equal(answer.headers.get("content-security-policy"), CSP);
    assert.equal((await handIn("/relayer/2/approvals")).status, 405);
    assert.equal((await handIn("/relayer/1")).status, 405);
  });

  it("sends gzip to those who take it", async () => {
    assert.equal(
      (await ask(`${network.url}/app.js`, { "accept-encoding": "gzip" })).headers["content-encoding"],
      "gzip",
    );
    assert.equal((await ask(`${network.url}/app.js`)).headers["content-encoding"], undefined);
  });

  it("serves nothing outside its folder", async () => {
    for (const path of ["/../package.json", "/%2e%2e/package.json", "/..%2fpackage.json"]) {
      assert.equal((await ask(network.url + path)).statusCode, 404, path);
    }
  });

  it("refuses a host name that was pointed at this machine", async () => {
    assert.equal((await ask(network.url, { host: "rebound.example" })).statusCode, 403);
    assert.equal((await ask(network.url, { host: "192.168.1.20:5173" })).statusCode, 403);
  });

  it("answers on both addresses that localhost may mean", async () => {
    const { port } = new URL(network.url);
    assert.equal((await ask(`http://127.0.0.1:${port}`)).statusCode, 200);
    await ask(`http://[::1]:${port}`).then(
      (response) => assert.equal(response.statusCode, 200),
      (error: NodeJS.ErrnoException) => assert.match(String(error.code), /EADDRNOTAVAIL|EAFNOSUPPORT/), // no IPv6 here
    );
  });

  it("says that the network is starting until it is there", async () => {
    const web = await startWebServer({ port: 0, reach: "loopback", command: "npm start" });
    assert.equal((await ask(web.addresses[0] ?? "")).statusCode, 503);
    await web.close();
  });
});

describe("the web server on the local network", () => {
  it("is a secure origin with a certificate of its own, by address but not by a foreign name", async () => {
    const network = await serveNetwork("lan");
    assert.match(network.url, /^https:/);
    assert.equal((await ask(network.url)).statusCode, 200);
    assert.equal((await ask(network.url, { host: "192.168.1.20:5173" })).statusCode, 200);
    assert.equal((await ask(network.url, { host: "rebound.example" })).statusCode, 403);
    await network.stop();
  });
});

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { JsonRpcProvider } from "ethers";
import {
  type Address,
  BaseError,
  ContractFunctionRevertedError,
  createPublicClient,
  http,
  parseAbi,
  toFunctionSelector,
} from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { serveNetwork } from "./support/network.ts";
import { makePayer } from "./support/transfers.ts";

const ABI = parseAbi(["error PaymentRefused()", "function pay()"]);
const REFUSED = toFunctionSelector("PaymentRefused()");

type Answer = { id: unknown; result?: unknown; error?: { code: number; message: string; data?: unknown } };

const request = (id: number, method: string) => ({ jsonrpc: "2.0", id, method });

describe("the JSON-RPC endpoint", () => {
  let network: Awaited<ReturnType<typeof serveNetwork>>;
  let refusing: Address;
  before(async () => {
    network = await serveNetwork("loopback");
    refusing = await deployRefusing();
  });
  after(() => network.stop());

  /** A contract that answers every call with PaymentRefused(). */
  async function deployRefusing(): Promise<Address> {
    const account = privateKeyToAccount(generatePrivateKey());
    const runtime = `63${REFUSED.slice(2)}6000526004601cfd`; // push the selector, store it, revert with its 4 bytes
    const data = `0x6c${runtime}600052600d6013f3` as const;
    const signed = await account.signTransaction({ chainId: 20071, nonce: 0, gas: 100_000n, gasPrice: 0n, data });
    const hash: unknown = await network.provider.request({ method: "eth_sendRawTransaction", params: [signed] });
    const receipt: unknown = await network.provider.request({ method: "eth_getTransactionReceipt", params: [hash] });
    return (receipt as { contractAddress: Address }).contractAddress;
  }

  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${network.url}/rpc`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
  const call = async (method: string, ...params: unknown[]) => {
    const response = await post(JSON.stringify({ jsonrpc: "2.0", id: 7, method, params }));
    return (await response.json()) as Answer;
  };

  it("answers what reads the chain", async () => {
    assert.deepEqual(await call("eth_chainId"), { jsonrpc: "2.0", id: 7, result: "0x4e67" });
    assert.match(String((await call("eth_blockNumber")).result), /^0x/);
  });

  it("proposes a gas price of zero", async () => {
    assert.equal((await call("eth_gasPrice")).result, "0x0");
    assert.equal((await call("eth_maxPriorityFeePerGas")).result, "0x0");
  });

  for (const method of [
    "hardhat_setBalance",
    "hardhat_impersonateAccount",
    "evm_mine",
    "evm_increaseTime",
    "debug_traceTransaction",
    "anvil_setCode",
    "personal_sign",
    "eth_accounts",
    "eth_sendTransaction",
    "eth_sign",
    "eth_signTypedData_v4",
    "eth_newFilter",
    "eth_subscribe",
    "ETH_CHAINID",
    "constructor",
  ]) {
    it(`refuses ${method} as a method that does not exist`, async () => {
      const { error, result } = await call(method);
      assert.equal(result, undefined);
      assert.equal(error?.code, -32601);
    });
  }

  it("refuses what is not JSON, not a request, or has named parameters", async () => {
    const codes = [];
    for (const body of ["{", "7", "[]", '{"id":1,"method":"eth_chainId"}', '{"jsonrpc":"2.0","id":{},"method":"x"}']) {
      codes.push(((await (await post(body)).json()) as Answer).error?.code);
    }
    assert.deepEqual(codes, [-32700, -32600, -32600, -32600, -32600]);
    const named = await post('{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":{}}');
    assert.equal(((await named.json()) as Answer).error?.code, -32602);
  });

  it("answers a batch request by request, and a notification not at all", async () => {
    const notification = { jsonrpc: "2.0", method: "eth_chainId" };
    const batch = [request(1, "eth_chainId"), notification, request(2, "evm_mine"), 3];
    const answers = (await (await post(JSON.stringify(batch))).json()) as Answer[];
    assert.deepEqual(
      answers.map(({ id, error }) => [id, error?.code]),
      [
        [1, undefined],
        [2, -32601],
        [null, -32600],
      ],
    );
    assert.equal((await post(JSON.stringify(notification))).status, 204);
  });

  it("refuses a batch of more than 100 and a body of more than a megabyte", async () => {
    const many = Array.from({ length: 101 }, (_, id) => ({ jsonrpc: "2.0", id, method: "eth_chainId" }));
    assert.equal(((await (await post(JSON.stringify(many))).json()) as Answer).error?.code, -32600);
    assert.equal((await post(" ".repeat(1024 * 1024 + 1))).status, 413);
  });

  it("refuses pages of other origins, other host names and other kinds of content", async () => {
    const chainId = '{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}';
    assert.equal((await post(chainId, { origin: network.url })).status, 200);
    assert.equal((await post(chainId, { origin: "https://other.example" })).status, 403);
    assert.equal((await post(chainId, { origin: "null" })).status, 403);
    assert.equal((await post(chainId, { "content-type": "text/plain" })).status, 415);
    assert.equal((await fetch(`${network.url}/rpc`)).status, 405);
    assert.equal((await post(chainId)).headers.get("access-control-allow-origin"), null);
  });

  it("hands the data of a revert on as viem and ethers decode it", async () => {
    assert.equal((await call("eth_call", { to: refusing }, "latest")).error?.code, 3);
    const viem = createPublicClient({ transport: http(`${network.url}/rpc`) });
    await assert.rejects(viem.simulateContract({ address: refusing, abi: ABI, functionName: "pay" }), (error) => {
      const reverted = error instanceof BaseError && error.walk((e) => e instanceof ContractFunctionRevertedError);
      return reverted instanceof ContractFunctionRevertedError && reverted.data?.errorName === "PaymentRefused";
    });
    const ethers = new JsonRpcProvider(`${network.url}/rpc`, 20071, { staticNetwork: true });
    await assert.rejects(ethers.call({ to: refusing }), { code: "CALL_EXCEPTION", data: REFUSED });
    await assert.rejects(ethers.estimateGas({ to: refusing }), { code: "CALL_EXCEPTION", data: REFUSED });
    ethers.destroy();
  });

  it("takes a signed transaction of someone without native coin, and names why it refuses one", async () => {
    const payer = makePayer();
    const first = await payer.sign(0);
    assert.match(String((await call("eth_sendRawTransaction", first)).result), /^0x[0-9a-f]{64}$/);
    const again = (await call("eth_sendRawTransaction", first)).error;
    assert.ok(again);
    assert.equal(again.code, -32000);
    assert.match(again.message, /^(nonce too low|already known)/);
    assert.equal((await call("eth_sendRawTransaction", "0x1234")).error?.code, -32000);
    assert.equal((await call("eth_sendRawTransaction")).error?.code, -32602);
    const account = privateKeyToAccount(generatePrivateKey());
    const spending = await account.signTransaction({
      chainId: 20071,
      nonce: 0,
      gas: 21_000n,
      gasPrice: 1n,
      to: payer.address,
    });
    assert.match(String((await call("eth_sendRawTransaction", spending)).error?.message), /^insufficient funds/);
  });
});

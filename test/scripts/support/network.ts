import type { ServerResponse } from "node:http";
import type { EIP1193Provider } from "hardhat/types/providers";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedChain, startEmbeddedChain } from "../../../scripts/embedded/chain.ts";
import type { Reach } from "../../../scripts/embedded/origin.ts";
import { readSite } from "../../../scripts/embedded/static-site.ts";
import { startWebServer } from "../../../scripts/embedded/web-server.ts";

export const PAGE = "<!doctype html><title>Jiaozi</title>";

interface ServedNetwork {
  chain: EmbeddedChain;
  provider: EIP1193Provider;
  url: string;
  stop(): Promise<void>;
}

/** The embedded chain behind its web server, on a port that is free, with a page and one asset. */
export async function serveNetwork(reach: Reach): Promise<ServedNetwork> {
  const folder = mkdtempSync(join(tmpdir(), "jiaozi-site-"));
  writeFileSync(join(folder, "index.html"), PAGE);
  writeFileSync(join(folder, "app.js"), `console.log("${"paid ".repeat(200)}");`);
  const chain = await startEmbeddedChain();
  const web = await startWebServer({ port: 0, reach, command: "npm start" });
  // Bank 1's relayer tells what it was asked for
  const relayers = new Map([
    [1, async (_: unknown, response: ServerResponse, path: string) => void response.end(path)],
  ]);
  web.serve({ site: readSite(folder), deployment: { chainId: 20071 }, provider: chain.provider, relayers });
  return {
    chain,
    provider: chain.provider,
    url: web.addresses.at(-1) ?? "", // "localhost" comes last
    async stop() {
      await web.close();
      await chain.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

import { join } from "node:path";
import { chromium } from "@playwright/test";
import { root } from "../../scripts/command.ts";
import { readSite } from "../../scripts/embedded/static-site.ts";
import { startWebServer } from "../../scripts/embedded/web-server.ts";
import type { Provider } from "../../scripts/network/sender.ts";
import { findChromium } from "../../test/e2e/support/chromium.ts";

/** The dApp as people have it open during a drill. */
export interface Dapp {
  /** Opens it in a browser. */
  open(): Promise<Visit>;
  close(): Promise<void>;
}

interface Visit {
  /** Waits until the page says, or says no longer, that the network stands still; the seconds that it took. */
  saysStandstill(state: "visible" | "hidden"): Promise<number>;
  leave(): Promise<void>;
}

interface Served {
  deployment: unknown;
  provider: Provider;
}

const PATIENCE_MILLISECONDS = 90_000;
const SENTENCE = /The network has stood still since/;

export async function serveDapp({ deployment, provider }: Served): Promise<Dapp> {
  const web = await startWebServer({ port: 0, reach: "loopback", command: "npm run network" });
  const [address] = web.addresses;
  web.serve({ site: readSite(join(root, "frontend/dist")), deployment, provider });
  return {
    async open() {
      const browser = await chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox"] });
      const page = await browser.newPage();
      await page.goto(`${address}/wallet`);
      return {
        async saysStandstill(state) {
          const since = performance.now();
          await page.getByText(SENTENCE).waitFor({ state, timeout: PATIENCE_MILLISECONDS });
          return (performance.now() - since) / 1000;
        },
        leave: () => browser.close(),
      };
    },
    close: () => web.close(),
  };
}

import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  test as base,
} from "@playwright/test";
import { type Money, readMoney } from "./money.ts";
import { type RunningNetwork, startNetwork } from "./running-network.ts";

export const PHONE = { viewport: { width: 390, height: 844 } } as const;
export const DESK = { viewport: { width: 1280, height: 800 } } as const;

/** The demonstration people, by the beginning of their line on the screen of `npm start`. */
const PEOPLE = {
  till: "Lucky Noodles's till",
  mei: "Mei,",
  ken: "Ken,",
  lin: "Lin,",
  harbourClerk: "A clerk at Harbour Bank",
  lotusClerk: "A clerk at Lotus Bank",
  harbourChecker: "A second clerk at Harbour Bank",
  lotusChecker: "A second clerk at Lotus Bank",
} as const;

export interface Journey {
  network: RunningNetwork;
  /** Opens a person's enrolment link in a browser of their own. */
  openAs(person: keyof typeof PEOPLE, device?: BrowserContextOptions): Promise<Page>;
  /** A browser that nobody was enrolled in. */
  openNew(device?: BrowserContextOptions): Promise<Page>;
  /** All money of the network, read from the chain. */
  readMoney(): Promise<Money>;
}

/** One network for all the tests of a worker; a browser for each person of each test. */
export const test = base.extend<{ journey: Journey }, { network: RunningNetwork }>({
  network: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from the pattern
    async ({}, use) => {
      const network = await startNetwork();
      await use(network);
      await network.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  journey: async ({ browser, network, contextOptions }, use) => {
    const contexts: BrowserContext[] = [];
    const openNew = async (device: BrowserContextOptions = PHONE) => {
      const context = await newContext(browser, { ...contextOptions, ...device });
      contexts.push(context);
      return await context.newPage();
    };
    await use({
      network,
      openNew,
      openAs: async (person, device) => {
        const page = await openNew(device);
        await page.goto(linkOf(network, PEOPLE[person]));
        return page;
      },
      readMoney: () => readMoney(network),
    });
    for (const context of contexts) await context.close();
  },
});

export { expect } from "@playwright/test";

async function newContext(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  return await browser.newContext({ permissions: ["camera", "clipboard-read", "clipboard-write"], ...options });
}

function linkOf({ links }: RunningNetwork, words: string): string {
  for (const [who, link] of links) if (who.startsWith(words)) return link;
  throw new Error(`the screen of npm start has no link for ${words} (${[...links.keys()].join("; ")})`);
}

import type { Person } from "../network/seed.ts";

const ROLES: Record<Person["role"], string> = { cardholder: ", customer of", merchant: ", merchant of", bank: " at" };

/** The one screen that `npm start` ends with: where to go, as whom, what to try. */
export function renderScreen(addresses: string[], people: Person[], ending: string): string {
  const [address = "", ...others] = addresses;
  const titles = people.map(({ name, role, bank }) => `${capitalized(name)}${ROLES[role]} ${bank}`);
  const width = Math.max(...titles.map((title) => title.length));
  const links = people.map(({ path }, i) => `    ${(titles[i] ?? "").padEnd(width)}  ${address}${path}`);
  return [
    "",
    `  Jiaozi is open at  ${address}`,
    ...others.map((other) => `                 or  ${other}`),
    "",
    "  Each link makes a browser (or a phone) that person's own:",
    ...links,
    "",
    "  Try first:",
    "    1. Open a merchant's link, key in an amount and show the code.",
    "    2. Open a cardholder's link in a second window, scan the code or open it by a click, and approve.",
    "    3. Both turn to paid. Open the bank's link to see deposits and settlement balance.",
    "",
    `  ${ending}`,
    "",
  ].join("\n");
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

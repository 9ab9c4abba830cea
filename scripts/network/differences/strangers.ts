import { networkAuthorityAbi } from "@jiaozi/sdk/abis/network-authority";
import { reserveTokenAbi } from "@jiaozi/sdk/abis/reserve-token";
import { settlementHubAbi } from "@jiaozi/sdk/abis/settlement-hub";
import { currencyByNumber } from "@jiaozi/sdk/currencies";
import { NETWORK_ROLES } from "../roles.ts";
import { ADMIN_ROLE, type Site } from "./site.ts";

/** Whom the chain lets in and the manifest does not know. They may have holds to run off: people must decide. */
export async function nameStrangers(site: Site) {
  await nameCallers(site);
  await nameQueues(site);
  await nameHolders(site);
}

async function nameCallers({ state, record, builder }: Site) {
  const { settlementHub, paymentHub } = record.contracts;
  const retired = await state.history(settlementHub, settlementHubAbi, "CallerRetired");
  const known = new Set([paymentHub, ...retired.map(({ caller }) => caller)]);
  for (const { caller } of await state.history(settlementHub, settlementHubAbi, "CallerAdmitted")) {
    if (known.has(caller) || !(await state.read(settlementHub, settlementHubAbi, "isAdmittedCaller", [caller])))
      continue;
    builder.remark(`Settlement hub: ${caller} is admitted and not in the manifest; retire or dismiss it`);
  }
  for (const [number, token] of Object.entries(record.reserveTokens)) {
    for (const { caller } of await state.history(token, reserveTokenAbi, "CallerAdmitted")) {
      if (caller === settlementHub || !(await state.read(token, reserveTokenAbi, "isAdmittedCaller", [caller])))
        continue;
      const { code } = currencyByNumber(Number(number)) ?? { code: number };
      builder.remark(`${code} reserves: ${caller} is admitted and not in the manifest; dismiss it`);
    }
  }
}

async function nameQueues({ state, record, builder }: Site) {
  const { settlementHub, nettingQueue } = record.contracts;
  for (const { queue } of await state.history(settlementHub, settlementHubAbi, "QueueAdmitted")) {
    if (queue === nettingQueue || !(await state.read(settlementHub, settlementHubAbi, "isQueue", [queue]))) continue;
    builder.remark(`Settlement hub: queue ${queue} is admitted and not in the manifest; dismiss it once it is empty`);
  }
}

/** Which guardians there are is the banks' matter, and who administers a bank stands with the bank. */
async function nameHolders({ state, parties, record, builder, deployer }: Site) {
  if (!parties) return;
  const { networkAuthority } = record.contracts;
  const { operator, governor, control } = NETWORK_ROLES;
  const powers = new Map([
    [ADMIN_ROLE, "administrator of roles"],
    [operator, "operator"],
    [governor, "governor"],
    [control, "control"],
  ]);
  const seen = new Set<string>();
  for (const role of powers.keys()) seen.add(`${role} ${parties.operator}`).add(`${role} ${deployer}`);
  for (const { roleId, account } of await state.history(networkAuthority, networkAuthorityAbi, "RoleGranted")) {
    const name = powers.get(roleId);
    if (name === undefined || seen.has(`${roleId} ${account}`)) continue;
    seen.add(`${roleId} ${account}`);
    const held = await state.read(networkAuthority, networkAuthorityAbi, "hasRole", [roleId, account]);
    if (held?.[0]) builder.remark(`Network authority: ${account} is ${name} and not in the manifest; revoke its role`);
  }
}

import { networkAuthorityAbi } from "@jiaozi/sdk/abis/network-authority";
import { Refusal } from "../../refusal.ts";
import { NETWORK_ROLES } from "../roles.ts";
import { ADMIN_ROLE, type Site } from "./site.ts";

const NO_DELAY = 0;

/** The operator takes over, each power with its delay; the deployer is left with none. */
export async function handOver(site: Site) {
  const { state, manifest, parties, record, builder, deployer } = site;
  const { networkAuthority } = record.contracts;
  for (const [name, role] of Object.entries(NETWORK_ROLES)) await labelRole(site, role, name);

  const { governor, guardian } = NETWORK_ROLES;
  if ((await state.read(networkAuthority, networkAuthorityAbi, "getRoleGuardian", [governor])) !== guardian) {
    await builder.call(
      "Network authority: let the guardians object to the governor",
      networkAuthority,
      networkAuthorityAbi,
      "setRoleGuardian",
      [governor, guardian],
    );
  }

  if (!parties) {
    if (deployer) throw new Refusal("The network is new and has no operator: the parties must name it.");
    return;
  }
  const { operator } = parties;
  const powers = [
    ["operator", NETWORK_ROLES.operator, NO_DELAY],
    ["control", NETWORK_ROLES.control, NO_DELAY],
    ["governor", governor, manifest.governorDelaySeconds],
    ["administrator of roles", ADMIN_ROLE, manifest.adminDelaySeconds],
  ] as const;
  for (const [name, role, delaySeconds] of powers) {
    const access = await state.read(networkAuthority, networkAuthorityAbi, "getAccess", [role, operator]);
    const [since = 0, current = 0, pending = 0, changesAt = 0] = access ?? [];
    if (since !== 0 && (changesAt === 0 ? current : pending) === delaySeconds) continue;
    await builder.call(
      `Operator: make it ${name}${delaySeconds === 0 ? "" : ` with a delay of ${delaySeconds / 3600} hours`}`,
      networkAuthority,
      networkAuthorityAbi,
      "grantRole",
      [role, operator, delaySeconds],
    );
  }
  if (deployer && deployer !== operator) {
    await builder.call(
      "Deployer: give up the administration of roles",
      networkAuthority,
      networkAuthorityAbi,
      "renounceRole",
      [ADMIN_ROLE, deployer],
    );
  }
}

/** What a block explorer calls a role. */
export async function labelRole({ state, record, builder }: Site, role: bigint, label: string) {
  const { networkAuthority } = record.contracts;
  const labels = await state.history(networkAuthority, networkAuthorityAbi, "RoleLabel");
  if (labels.findLast(({ roleId }) => roleId === role)?.label === label) return;
  await builder.call(`Network authority: label ${label}`, networkAuthority, networkAuthorityAbi, "labelRole", [
    role,
    label,
  ]);
}

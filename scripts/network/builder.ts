import { networkAuthorityAbi } from "@jiaozi/sdk/abis/network-authority";
import { findContractError } from "@jiaozi/sdk/contract-errors";
import { DUTIES, roleOf } from "@jiaozi/sdk/duties";
import hre from "hardhat";
import { type Abi, type Address, type Hex, encodeFunctionData, slice, zeroAddress } from "viem";
import { ADMIN_ROLE, type Builder, type Site } from "./differences/site.ts";
import type { NetworkManifest } from "./manifest.ts";
import { NETWORK_ROLES } from "./roles.ts";
import type { Sender } from "./sender.ts";
import type { Standing, Step } from "./steps.ts";

interface Order extends Omit<Site, "parties" | "builder"> {
  sender: Sender;
  mode: "plan" | "apply";
  /** Before each transaction. */
  onStep: () => void;
}

/** Lists every step with where it stands; to apply, it takes those that are the sender's. */
export function createBuilder({ sender, state, manifest, record, deployer, mode, onStep }: Order) {
  const { contracts } = record;
  const steps: Step[] = [];
  const abi = networkAuthorityAbi;

  const builder: Builder = {
    async create(sentence, contract, args) {
      const step: Step = { sentence, by: deployer ? "deployer" : "governor", standing: { is: "another's" } };
      steps.push(step);
      if (!(await mayCreate())) return zeroAddress;
      step.standing = { is: "possible" };
      if (mode === "plan") return zeroAddress;
      onStep();
      const artifact = await hre.artifacts.readArtifact(contract);
      const bytecode = artifact.bytecode as Hex;
      const address = await sender.deploy({ abi: artifact.abi as Abi, bytecode }, args);
      step.standing = { is: "done" };
      return address;
    },

    async call(sentence, target, targetAbi, functionName, args, ownRole) {
      const call = encodeFunctionData({ abi: targetAbi, functionName, args } as never);
      const role = ownRole ?? (await roleFor(target, call));
      const step: Step = { sentence, by: nameOf(role), standing: { is: "waiting" } };
      steps.push(step);
      if (mentionsNobody(target, args)) {
        if (deployer) step.standing = { is: "possible" };
        return;
      }
      step.standing = await standingOf(target, call, role);
      if (mode === "plan") return;
      if (step.standing.is === "to be announced") {
        onStep();
        await sender.send(contracts.networkAuthority, abi, "schedule", [target, call, 0]);
        step.standing = await standingOf(target, call, role);
      } else if (step.standing.is === "possible") {
        onStep();
        step.standing = await attempt(() => sender.send(target, targetAbi, functionName, args));
      }
    },

    remark(sentence) {
      steps.push({ sentence, by: "people", standing: { is: "for people" } });
    },
  };

  /** Deploying takes no role; but two people who did it would have two networks. */
  async function mayCreate(): Promise<boolean> {
    if (deployer) return true;
    const [governs] = await held(NETWORK_ROLES.governor);
    return governs === true;
  }

  async function held(role: bigint) {
    return (await state.read(contracts.networkAuthority, abi, "hasRole", [role, sender.address])) ?? [];
  }

  async function roleFor(target: Address, call: Hex): Promise<bigint> {
    if (target === contracts.networkAuthority) return ADMIN_ROLE;
    const args = [target, slice(call, 0, 4)] as const;
    return (await state.read(contracts.networkAuthority, abi, "getTargetFunctionRole", args)) ?? ADMIN_ROLE;
  }

  async function standingOf(target: Address, call: Hex, role: bigint): Promise<Standing> {
    const [isHolder, delaySeconds = 0] = await held(role);
    // In a plan the deployer has not yet taken the place of a bank's administration
    if (!isHolder) return { is: nameOf(role) === "deployer" ? "possible" : "another's" };
    if (delaySeconds === 0) return { is: "possible" };
    const args = [sender.address, target, call] as const;
    const operation = await state.read(contracts.networkAuthority, abi, "hashOperation", args);
    const from = await state.read(contracts.networkAuthority, abi, "getSchedule", [operation ?? "0x"]);
    if (!from) return { is: "to be announced", delaySeconds };
    const { timestamp } = await sender.reader.getBlock();
    return from <= timestamp ? { is: "possible" } : { is: "announced", from };
  }

  /** What is refused while something before it is still open waits for that. */
  async function attempt(act: () => Promise<unknown>): Promise<Standing> {
    try {
      await act();
      return { is: "done" };
    } catch (error) {
      const isFirst = steps.slice(0, -1).every(({ standing }) => standing.is === "done");
      if (isFirst || findContractError(error) === undefined) throw error;
      return { is: "waiting" };
    }
  }

  function nameOf(role: bigint): string {
    if (deployer && (role === ADMIN_ROLE || (role & 0xffn) === DUTIES.administration)) return "deployer";
    return nameOfRole(role, manifest);
  }

  return { builder, steps };
}

/** Whether it is about a contract that is not there yet. */
function mentionsNobody(target: Address, args: unknown): boolean {
  if (target === zeroAddress || args === zeroAddress) return true;
  return typeof args === "object" && args !== null && Object.values(args).some((arg) => mentionsNobody(target, arg));
}

function nameOfRole(role: bigint, { banks }: NetworkManifest): string {
  if (role === ADMIN_ROLE) return "administrator of roles";
  const network = Object.entries(NETWORK_ROLES).find(([, id]) => id === role);
  if (network) return network[0];
  const bank = banks.find(({ id }) => roleOf(id, "administration") === role);
  return `${bank?.name ?? "a bank"}'s administration`;
}

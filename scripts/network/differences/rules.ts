import { depositTokenAbi } from "@jiaozi/sdk/abis/deposit-token";
import { currencyByNumber } from "@jiaozi/sdk/currencies";
import { roleOf } from "@jiaozi/sdk/duties";
import type { Address } from "viem";
import type { BankManifest } from "../manifest.ts";
import { ADMISSION, type Site } from "./site.ts";

/** The limits, the cap and the day of a bank's tokens where they are not as the manifest has them. */
export async function bankRules(site: Site, bank: BankManifest, depositTokens: Record<string, Address>) {
  const { state, builder } = site;
  const administration = roleOf(bank.id, "administration");
  const rules: (() => Promise<void>)[] = [];
  for (const [number, token] of Object.entries(depositTokens)) {
    const words = `${bank.name} ${currencyByNumber(Number(number))?.code} deposits`;
    const lastOf = async <name extends "IssuanceCapSet" | "DayOffsetSet">(event: name) =>
      (await state.history(token, depositTokenAbi, event)).at(-1);

    for (const { tier, paymentMinor, dayMinor, balanceMinor } of bank.tiers) {
      const set = await state.read(token, depositTokenAbi, "tierLimits", [tier]);
      if (set?.paymentMinor === paymentMinor && set.dayMinor === dayMinor && set.balanceMinor === balanceMinor)
        continue;
      const args = [tier, { paymentMinor, dayMinor, balanceMinor }, ADMISSION] as const;
      rules.push(() =>
        builder.call(
          `${words}: set the limits of tier ${tier}`,
          token,
          depositTokenAbi,
          "setTierLimits",
          args,
          administration,
        ),
      );
    }

    const { capMinor, windowSeconds } = bank.issuance;
    const cap = await lastOf("IssuanceCapSet");
    if (cap?.capMinor !== capMinor || cap.windowSeconds !== BigInt(windowSeconds)) {
      const args = [capMinor, BigInt(windowSeconds), ADMISSION] as const;
      rules.push(() =>
        builder.call(
          `${words}: set the cap of what is issued`,
          token,
          depositTokenAbi,
          "setIssuanceCap",
          args,
          administration,
        ),
      );
    }

    if ((await lastOf("DayOffsetSet"))?.offsetMinutes !== BigInt(bank.dayOffsetMinutes)) {
      const args = [BigInt(bank.dayOffsetMinutes), ADMISSION] as const;
      rules.push(() =>
        builder.call(`${words}: set when its day begins`, token, depositTokenAbi, "setDayOffset", args, administration),
      );
    }
  }
  return rules;
}

/** How old a proof of deposits may be is the network's to say, for every bank alike. */
export async function putAttestationAges({ state, manifest, record, builder }: Site) {
  const ageSeconds = BigInt(manifest.attestationAgeSeconds);
  for (const { name, depositTokens } of record.banks) {
    for (const [number, token] of Object.entries(depositTokens)) {
      const last = (await state.history(token, depositTokenAbi, "AttestationAgeSet")).at(-1);
      if (last?.maxAgeSeconds === ageSeconds) continue;
      await builder.call(
        `${name} ${currencyByNumber(Number(number))?.code} deposits: set the age of a proof`,
        token,
        depositTokenAbi,
        "setAttestationAge",
        [ageSeconds, ADMISSION],
      );
    }
  }
}

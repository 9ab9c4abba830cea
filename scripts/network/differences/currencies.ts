import { participantRegistryAbi } from "@jiaozi/sdk/abis/participant-registry";
import { reserveTokenAbi } from "@jiaozi/sdk/abis/reserve-token";
import { encodeFunctionData, zeroAddress } from "viem";
import { currencyOf } from "../manifest.ts";
import { putProxy, renewCode, type Site } from "./site.ts";

/** A reserve token for each currency, known to the registry and moved by the settlement hub. */
export async function putReserves(site: Site) {
  const { state, manifest, record, builder } = site;
  const { networkAuthority, participantRegistry, settlementHub } = record.contracts;
  for (const { code, number, exponent } of manifest.currencies.map(currencyOf)) {
    const registered = await state.read(participantRegistry, participantRegistryAbi, "reserveToken", [number]);
    const address = registered ?? record.reserveTokens[number] ?? zeroAddress;
    const words = `${code} reserves`;
    const proxy = { words, contract: "ReserveToken", constructorArgs: [participantRegistry], address };
    await renewCode(site, proxy);
    const token = await putProxy(site, proxy, () =>
      encodeFunctionData({
        abi: reserveTokenAbi,
        functionName: "initialize",
        args: [networkAuthority, words, `R${code}`, number, exponent],
      }),
    );
    record.reserveTokens[number] = token;
    if (!(await state.read(token, reserveTokenAbi, "isAdmittedCaller", [settlementHub]))) {
      await builder.call(`${words}: admit the settlement hub`, token, reserveTokenAbi, "admitCaller", [settlementHub]);
    }
    if (registered === undefined) {
      const args = [number, token] as const;
      await builder.call(
        `${words}: register the token`,
        participantRegistry,
        participantRegistryAbi,
        "registerReserveToken",
        args,
      );
    }
  }
}

import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { hostname } from "node:os";

export type Reach = "loopback" | "lan";

/** Why a request is refused, or undefined. */
export function refusalOf(request: IncomingMessage, reach: Reach): string | undefined {
  const { host = "", origin } = request.headers;
  // A page of another site whose name was pointed at this address (DNS rebinding) still sends its own name.
  if (!isOurName(nameOf(host), reach)) return "This host name is not one of this network's.";
  if (origin !== undefined && hostOf(origin) !== host) return "Requests of other origins are refused.";
  return undefined;
}

function isOurName(name: string, reach: Reach): boolean {
  if (["localhost", "127.0.0.1", "[::1]"].includes(name)) return true;
  if (reach === "loopback") return false;
  const own = hostname().toLowerCase();
  // An address can be pointed nowhere else.
  return isIP(name) !== 0 || name === own || name === `${own}.local`;
}

function nameOf(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, "");
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

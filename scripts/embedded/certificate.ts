import { hostname, networkInterfaces } from "node:os";
import { generate } from "selfsigned";

const VALID_DAYS = 30;
const DNS_NAME = 2;
const IP_ADDRESS = 7;

// Bridges of containers and virtual machines: no phone reaches them.
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|bridge)/;

/** This machine's addresses on its networks, those that a phone can reach first. */
export function lanAddresses(): string[] {
  return Object.entries(networkInterfaces())
    .toSorted(([one], [other]) => Number(VIRTUAL.test(one)) - Number(VIRTUAL.test(other)))
    .flatMap(([, addresses = []]) => addresses)
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address);
}

/** A certificate for this start only; a phone asks once whether to trust it, and then has a secure origin. */
export async function makeCertificate(): Promise<{ key: string; cert: string }> {
  const names = ["localhost", hostname(), `${hostname()}.local`];
  const addresses = ["127.0.0.1", "::1", ...lanAddresses()];
  const made = await generate([{ name: "commonName", value: "Jiaozi on this machine" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notAfterDate: new Date(Date.now() + VALID_DAYS * 86_400_000),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          ...names.map((value) => ({ type: DNS_NAME, value }) as const),
          ...addresses.map((ip) => ({ type: IP_ADDRESS, ip }) as const),
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}

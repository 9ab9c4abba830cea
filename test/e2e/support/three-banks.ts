// As scripts/start.ts, with a third bank: the demonstration has two, and a circle needs three. Takes the port.
import { join } from "node:path";
import { buildAll } from "../../../scripts/build.ts";
import { root, whenToldToEnd } from "../../../scripts/command.ts";
import { startEmbeddedChain } from "../../../scripts/embedded/chain.ts";
import { renderScreen } from "../../../scripts/embedded/screen.ts";
import { readSite } from "../../../scripts/embedded/static-site.ts";
import { startWebServer } from "../../../scripts/embedded/web-server.ts";
import { demonstrate } from "../../../scripts/network/demonstration.ts";
import { type BankManifest, DEMONSTRATION } from "../../../scripts/network/manifest.ts";

const [harbour, lotus] = DEMONSTRATION.banks;
if (harbour === undefined || lotus === undefined) throw new Error("the demonstration has two banks");
const jade: BankManifest = { ...lotus, id: 3, name: "Jade Bank", bic: "ZZJDHKHHXXX", lei: "00000000000000000392" };

const web = await startWebServer({ port: Number(process.argv[2]), reach: "loopback", command: "npm start" });
await buildAll();
const chain = await startEmbeddedChain();
const { deployment, people } = await demonstrate(chain.provider, undefined, {
  ...DEMONSTRATION,
  banks: [harbour, lotus, jade],
});
await chain.startBlocks();
web.serve({ site: readSite(join(root, "frontend/dist")), deployment, provider: chain.provider });

whenToldToEnd(() => void web.close().then(() => process.exit(0)));
console.log(renderScreen(web.addresses, people, "Ctrl-C ends it."));

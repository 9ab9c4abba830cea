import { rmSync } from "node:fs";
import { join } from "node:path";
import hre from "hardhat";
import { abiFiles, writeAbis } from "./abis.ts";
import { buildIfOutdated } from "./build/outdated.ts";
import { mustRun, root } from "./command.ts";
import { exclusively } from "./lock.mjs";
import { LAYOUTS_FILE, writeLayouts } from "./storage-layouts.ts";

const PACKAGES = ["package-lock.json", "tsconfig.base.json"];
const SDK = { output: "sdk/dist", inputs: ["sdk", ...PACKAGES] };
const FRONTEND = { output: "frontend/dist", inputs: ["frontend", "sdk/src", "sdk/package.json", ...PACKAGES] };
/** Kept in the repository although they are written by building: a change has to come with them. */
export const GENERATED_FILES = [...abiFiles(), LAYOUTS_FILE, "frontend/src/locales/en.po"];
const SILENT_MILLISECONDS = 3000;

/** Brings contracts, ABIs, the sdk's JavaScript and the dApp up to date, and nothing that is so already. */
export async function buildAll(): Promise<void> {
  await exclusively("build", async () => {
    await compileContracts();
    await writeAbis();
    await writeLayouts();
    await buildIfOutdated(SDK, () =>
      announced("Building the sdk", async () => {
        rmSync(join(root, SDK.output), { recursive: true, force: true });
        await mustRun("tsc -p sdk/tsconfig.build.json");
      }),
    );
    await buildIfOutdated(FRONTEND, () =>
      announced("Building the dApp", async () => {
        await mustRun("lingui extract --clean --config frontend/lingui.config.ts");
        await mustRun("vite build frontend --logLevel warn");
      }),
    );
  });
}

export async function compileContracts(): Promise<void> {
  await announced("Compiling the contracts (up to a minute, once)", async () => {
    await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
  });
}

/** Says what is being done as soon as it takes long enough to be noticed. */
async function announced(what: string, work: () => Promise<void>): Promise<void> {
  const timer = setTimeout(() => console.error(`${what} …`), SILENT_MILLISECONDS);
  try {
    await work();
  } finally {
    clearTimeout(timer);
  }
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { root, runCommand } from "./command.ts";
import { Refusal } from "./refusal.ts";

/**
 * A program of Python's, in a virtual environment beside the `requirements.txt` that pins it, which the first run makes.
 * Returns the folder of the programs there.
 */
export async function installPythonTool(folder: string, program: string): Promise<string> {
  const venv = join(root, folder, ".venv");
  const programs = join(venv, "bin");
  if (existsSync(join(programs, program))) return programs;
  const made = await runCommand(`python3 -m venv ${venv}`, "kept").catch(() => ({ code: 1, output: "" }));
  if (made.code !== 0)
    throw new Refusal(`${program} needs Python 3 with its venv module. Install python3 and python3-venv.`);
  const requirements = join(root, folder, "requirements.txt");
  const installed = await runCommand(`${join(programs, "pip")} install --quiet -r ${requirements}`, "shown");
  if (installed.code !== 0) throw new Refusal(`${program} could not be installed. Look at what pip said above.`);
  return programs;
}

#!/usr/bin/env node
// Plain JavaScript, so that it starts under Node 20 and can say what is missing.
import { existsSync } from "node:fs";

const main = new URL("../dist/command/main.js", import.meta.url);
if (existsSync(main)) {
  process.exitCode = await (await import(main.href)).main(process.argv.slice(2));
} else {
  process.stderr.write("jiaozi: not built yet, run `npm start` or `npm test` once.\n");
  process.exitCode = 1;
}

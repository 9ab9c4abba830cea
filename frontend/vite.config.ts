import { lingui } from "@lingui/vite-plugin";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [lingui({ macroTransform: true, cwd: import.meta.dirname }), react(), tailwindcss()],
  // The sdk is read as its TypeScript source: the page needs no build of it
  build: { manifest: true }, // for the bench, which counts what each place loads first
  resolve: { conditions: ["jiaozi-source", ...defaultClientConditions] },
});

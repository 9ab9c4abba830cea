import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { CAMERA_FILE } from "./support/camera.ts";
import { findChromium } from "./support/chromium.ts";
import { SCREEN_FILE } from "./support/running-network.ts";

export default defineConfig({
  testDir: ".",
  outputDir: join(import.meta.dirname, "../../test-results"),
  reporter: "list",
  // Each worker has a network of its own; where another's is given, the only one.
  workers: SCREEN_FILE === undefined ? 2 : 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: "chromium",
    locale: "en-HK",
    timezoneId: "Asia/Hong_Kong",
    permissions: ["camera", "clipboard-read", "clipboard-write"],
    actionTimeout: 20_000,
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: await findChromium(),
      args: [
        "--no-sandbox",
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        // Read anew whenever a page opens the camera: a test draws what it should see just before.
        `--use-file-for-fake-video-capture=${CAMERA_FILE}`,
      ],
    },
  },
});

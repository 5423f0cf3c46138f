import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureChromium } from "./chromium.mjs";
import { installIfStale } from "./install.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
installIfStale();
await ensureChromium();
const long = [
  ["node_modules/vitest/vitest.mjs", "run", "--project=long"],
  ["node_modules/@playwright/test/cli.js", "test", "--config=playwright.long.config.ts"],
];
const failed = long.filter((command) => spawnSync(process.execPath, command, { stdio: "inherit" }).status !== 0);
process.exit(failed.length > 0 ? 1 : 0);

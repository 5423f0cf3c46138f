import { once } from "node:events";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { spawnGuarded } from "../db/connection/spawn-guarded.mjs";
import { ensureChromium } from "./chromium.mjs";
import { installIfStale } from "./install.mjs";
import { whenNpmIsGone } from "./serve/npm-parent.mjs";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
whenNpmIsGone(() => process.exit(1));
await installIfStale();
await ensureChromium();
const long = [
  ["node_modules/vitest/vitest.mjs", "run", "--project=long"],
  ["node_modules/@playwright/test/cli.js", "test", "--config=playwright.long.config.ts"],
];
const codes = [];
for (const command of long) {
  const [code] = await once(spawnGuarded(process.execPath, command, {}).child, "close");
  codes.push(code);
}
process.exit(codes.every((code) => code === 0) ? 0 : 1);

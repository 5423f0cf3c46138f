import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { installIfStale } from "./install.mjs";
import { whenNpmIsGone } from "./serve/npm-parent.mjs";

const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 9)) {
  console.error(`Windlass needs Node 20.9 or later; this is ${process.version}.`);
  process.exit(1);
}
process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const installed = whenNpmIsGone(() => process.exit(1));
try {
  await installIfStale();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
installed();
const { register } = await import("tsx/esm/api");
register();
process.argv.splice(2, 0, "serve");
await import("./windlass.ts");

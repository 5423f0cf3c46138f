import { once } from "node:events";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { spawnGuarded } from "../db/connection/spawn-guarded.mjs";
import { installIfStale } from "./install.mjs";
import { whenNpmIsGone } from "./serve/npm-parent.mjs";

// Installs the dependencies first, so that it works on a bare clone.
process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
whenNpmIsGone(() => process.exit(1));
await installIfStale();
const { child } = spawnGuarded(process.execPath, ["--import", "tsx", ...process.argv.slice(2)], {});
const [code] = await once(child, "close");
process.exit(code ?? 1);

import { once } from "node:events";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { spawnGuarded } from "../db/connection/guarded.mjs";
import { installIfStale } from "./install.mjs";
import { whenNpmIsGone } from "./serve/npm-parent.mjs";

// The file of `bench/` and its words: on a bare clone, what it needs is installed first.
process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
whenNpmIsGone(() => process.exit(1));
await installIfStale();
const { child } = spawnGuarded(process.execPath, ["--import", "tsx", ...process.argv.slice(2)], {});
const [code] = await once(child, "close");
process.exit(code ?? 1);

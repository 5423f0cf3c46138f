import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { installIfStale } from "./install.mjs";

// The file of `bench/` and its words: on a bare clone, what it needs is installed first.
process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
installIfStale();
const { status } = spawnSync(process.execPath, ["--import", "tsx", ...process.argv.slice(2)], { stdio: "inherit" });
process.exit(status ?? 1);

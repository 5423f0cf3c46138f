import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { isAbsolute, join, sep } from "node:path";
import { z } from "zod";
import { readProductVersion } from "../product-version";
import { buildIfStale } from "../serve/build";
import type { ShutdownHooks } from "../serve/shutdown-hooks";
import { bundleCommands } from "./bundle-commands";
import { licenseNotices, softwareBill } from "./third-party";

/** What stands in a release as it does in a clone: files that are read, and programs that need no bundle. */
const copied = ["bin/auditor", "bin/client", "bin/serve", "components/icons.svg", "db/migrations", "db/sql", "public"];
const isSource = (path: string) => /\.(ts|md)$/.test(path);

const packageFile = z.object({ name: z.string(), version: z.string(), engines: z.object({ node: z.string() }) });

/** Makes a release in `folder`, which it empties: all that Windlass needs to run besides Node and PostgreSQL. */
export async function makeRelease(stops: ShutdownHooks, folder: string): Promise<void> {
  await buildIfStale(stops);
  rmSync(folder, { recursive: true, force: true });
  // Its links lead from one of its packages to another; resolved, they would lead into this clone.
  cpSync(".next/standalone", folder, { recursive: true, verbatimSymlinks: true });
  renameSync(join(folder, "server.js"), join(folder, "server.mjs"));
  cpSync(".next/static", join(folder, ".next/static"), { recursive: true });
  for (const path of copied) cpSync(path, join(folder, path), { recursive: true, filter: (file) => !isSource(file) });
  await bundleCommands(folder);
  const { name, version, engines } = packageFile.parse(JSON.parse(readFileSync("package.json", "utf8")));
  writeJson(join(folder, "package.json"), { name, version, private: true, engines });
  writeJson(join(folder, "release.json"), readProductVersion());
  writeFileSync(join(folder, "windlass"), launcher, { mode: 0o755 });
  writeFileSync(join(folder, "LICENSES.txt"), licenseNotices());
  writeFileSync(join(folder, "sbom.cdx.json"), softwareBill());
  refuseStrayLinks(folder);
}

/** A release is copied to other machines: nothing in it may lead out of it. */
function refuseStrayLinks(folder: string): void {
  const root = realpathSync(folder);
  const links = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isSymbolicLink());
  const strays = links.map(({ parentPath, name }) => join(parentPath, name)).filter((path) => leadsOut(path, root));
  if (strays.length > 0) throw new Error(`These links lead out of the release:\n${strays.join("\n")}`);
}

const leadsOut = (path: string, root: string): boolean =>
  isAbsolute(readlinkSync(path)) || !existsSync(path) || !realpathSync(path).startsWith(root + sep);

/** In words that every Node understands, so that one that is too old says so. */
const launcher = `#!/usr/bin/env node
var version = process.versions.node.split(".").map(Number);
if (version[0] < 20 || (version[0] === 20 && version[1] < 9)) {
  console.error("Windlass needs Node 20.9 or later; this is " + process.version + ".");
  process.exit(1);
}
import("./bin/windlass.mjs");
`;

const writeJson = (file: string, value: unknown) => writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

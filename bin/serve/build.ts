import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { spawnGuarded } from "@/db/connection/spawn-guarded.mjs";
import { assetList, buildAssets } from "../build/assets";
import type { ShutdownHooks } from "./shutdown-hooks";

const inputFolders = ["app", "components", "db", "lib", "public"];
const inputFiles = [
  "bin/build/assets.ts",
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "proxy.ts",
  "tsconfig.json",
];
const stampFile = ".next/windlass-inputs";

/** Builds what `npm start` serves and a release contains, unless nothing has changed since the last build. */
export async function buildIfStale(stops: ShutdownHooks): Promise<void> {
  const inputHash = hashOfInputs();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stampOf(inputHash) && existsSync(".next/BUILD_ID"))
    return;
  console.log("Building; this takes a minute …");
  await buildAssets();
  const args = ["node_modules/next/dist/bin/next", "build"];
  const stdio: "pipe"[] = ["pipe", "pipe", "pipe"];
  const { child: build, end } = spawnGuarded(process.execPath, args, { env: buildEnvironment(), stdio });
  stops.add(end);
  const [[code], output, errors] = await Promise.all([
    once(build, "close"),
    readStream(build.stdout),
    readStream(build.stderr),
  ]);
  if (code !== 0) throw new Error(`The build failed.\n${output}${errors}`);
  writeFileSync(stampFile, stampOf(inputHash));
}

/** What was built, and from which sources: development leaves other assets, which the next start rebuilds. */
const stampOf = (sourceHash: string): string =>
  `${sourceHash} ${existsSync(assetList) ? hashOfAssets() : "without assets"}`;

// Each is named after its content.
const hashOfAssets = (): string => createHash("sha256").update(readFileSync(assetList)).digest("hex");

const readStream = (stream: Readable | null) => (stream ? text(stream) : "");

function hashOfInputs(): string {
  const hash = createHash("sha256").update(process.version);
  for (const file of [...inputFolders.flatMap(inputFilesIn), ...inputFiles].filter((path) => existsSync(path))) {
    hash.update(`\0${file}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function inputFilesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));
  return paths
    .filter((path) => !path.startsWith("public/assets/") && statSync(path).isFile() && !/\.test\.tsx?$/.test(path))
    .sort();
}

// A build gets no secret.
function buildEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, SystemRoot, TEMP } = process.env;
  return {
    PATH,
    HOME,
    SystemRoot,
    TEMP,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    WINDLASS_STANDALONE: "1",
  };
}

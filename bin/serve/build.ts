import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { spawnGuarded } from "@/db/connection/guarded.mjs";
import { assetList, buildAssets } from "../build/assets";
import type { Stops } from "./stops";

const folders = ["app", "components", "db", "lib", "public"];
const files = [
  "bin/build/assets.ts",
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "proxy.ts",
  "tsconfig.json",
];
const stamp = ".next/windlass-inputs";

export async function buildIfStale(stops: Stops): Promise<void> {
  const wanted = hashOfInputs();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === stampOf(wanted) && existsSync(".next/BUILD_ID")) return;
  console.log("Building; this takes a minute …");
  await buildAssets();
  const words = ["node_modules/next/dist/bin/next", "build"];
  const stdio: "pipe"[] = ["pipe", "pipe", "pipe"];
  const { child: build, end } = spawnGuarded(process.execPath, words, { env: buildEnvironment(), stdio });
  stops.add(end);
  const [[code], said, warned] = await Promise.all([once(build, "close"), textOf(build.stdout), textOf(build.stderr)]);
  if (code !== 0) throw new Error(`The build failed.\n${said}${warned}`);
  writeFileSync(stamp, stampOf(wanted));
}

/** What was built, and from which sources: development leaves other assets, which the next start rebuilds. */
const stampOf = (wanted: string): string => `${wanted} ${existsSync(assetList) ? hashOfAssets() : "without assets"}`;

// Each is named after its content.
const hashOfAssets = (): string => createHash("sha256").update(readFileSync(assetList)).digest("hex");

export function builtActions(): string[] {
  return Object.keys(
    manifest.parse(JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"))).node,
  );
}

const manifest = z.object({ node: z.record(z.string(), z.unknown()) });

const textOf = (stream: Readable | null) => (stream ? text(stream) : "");

function hashOfInputs(): string {
  const hash = createHash("sha256").update(process.version);
  for (const file of [...folders.flatMap(filesIn), ...files].filter((path) => existsSync(path))) {
    hash.update(`\0${file}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));
  return paths
    .filter((path) => !path.startsWith("public/assets/") && statSync(path).isFile() && !/\.test\.tsx?$/.test(path))
    .sort();
}

// A build gets no secret.
function buildEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, SystemRoot, TEMP } = process.env;
  return { PATH, HOME, SystemRoot, TEMP, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
}

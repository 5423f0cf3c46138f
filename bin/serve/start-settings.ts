import { openLog } from "@/db/monitoring/log";
import type { DatabaseUrls } from "@/lib/settings/database-urls";
import { readSettings, type Settings } from "@/lib/settings/settings";
import type { Program } from "@/lib/settings/settings-problems";
import { readProductVersion, versionLine } from "../product-version";
import { isPortFree } from "./port";

/** The settings with which a program starts, which logs by them from then on, or an error with what is missing or wrong. */
export function settingsFor(env: Record<string, string | undefined>, program: Program): Settings {
  const read = readSettings(env, program);
  if (!read.ok) throw new Error(["Windlass cannot start.", ...read.problems].join("\n"));
  // A migration ends by itself, and is read by whoever called it.
  if (program !== "migrate") {
    openLog(program === "worker" ? "worker" : "start", read.settings.logFormat);
    console.log(`${versionLine(readProductVersion())} starts.`);
  }
  // A clone brings PostgreSQL with it; a release, which may not write where it lies, does not.
  if (process.env.WINDLASS_IS_RELEASE) configuredDatabases(read.settings);
  return read.settings;
}

/** The databases that the environment names, or an error where it names none. */
export function configuredDatabases({ databases }: Settings): DatabaseUrls {
  if (databases) return databases;
  throw new Error(
    "DATABASE_URL is missing: only `npm start` in a clone brings a database of its own. `windlass roles --help` says how to make one.",
  );
}

export async function requireFreePort(settings: Settings): Promise<void> {
  if (await isPortFree(settings)) return;
  throw new Error(`Another program uses port ${settings.port}. Set PORT to another one.`);
}

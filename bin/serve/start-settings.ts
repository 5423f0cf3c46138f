import { openLog } from "@/db/monitoring/log";
import { type Program, readSettings, type Settings } from "@/lib/settings/settings";
import { isPortFree } from "./port";

/** The settings with which a program starts, which logs by them from then on, or an error with what is missing or wrong. */
export function settingsFor(env: Record<string, string | undefined>, program: Program): Settings {
  const read = readSettings(env, program);
  if (!read.ok) throw new Error(["Windlass cannot start.", ...read.problems].join("\n"));
  // A migration ends by itself, and is read by whoever called it.
  if (program !== "migrate") openLog(program === "worker" ? "worker" : "start", read.settings.logFormat);
  return read.settings;
}

export async function requireFreePort(settings: Settings): Promise<void> {
  if (await isPortFree(settings)) return;
  throw new Error(`Another program uses port ${settings.port}. Set PORT to another one.`);
}

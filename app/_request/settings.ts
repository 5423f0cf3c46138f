import { readSettings, type Settings } from "@/lib/settings/settings";

let read: Settings | undefined;

/** Read on first use: a build has no settings. */
export function settings(): Settings {
  read ??= readOrThrow();
  return read;
}

function readOrThrow(): Settings {
  const result = readSettings(process.env);
  if (!result.ok) throw new Error(`Windlass cannot run: ${result.problems.join(" ")}`);
  return result.settings;
}

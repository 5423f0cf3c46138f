import { readSettings, type Settings } from "@/lib/settings/settings";

let read: Settings | undefined;

/** The settings that the start command handed over. Read at first use, so that a build needs none. */
export function settings(): Settings {
  read ??= readOrThrow();
  return read;
}

function readOrThrow(): Settings {
  const result = readSettings(process.env);
  if (!result.ok) throw new Error(`Windlass cannot run: ${result.problems.join(" ")}`);
  return result.settings;
}

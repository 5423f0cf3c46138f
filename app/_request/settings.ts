import { readSettings, type Settings } from "@/lib/settings/settings";

let cached: Settings | undefined;

/** Read on first use: a build has no settings. */
export function settings(): Settings {
  cached ??= readOrThrow();
  return cached;
}

function readOrThrow(): Settings {
  const result = readSettings(process.env, "web");
  if (!result.ok) throw new Error(`Windlass cannot run: ${result.problems.join(" ")}`);
  return result.settings;
}

import { systemsPath } from "@/lib/systems/system-filter";

/** The page of what is watched, by its name in events: "change:1001", "system:7", "client:3". */
export function watchedPath(target: string): string {
  const [kind, id] = target.split(":");
  if (kind === "change") return `/changes/CHG-${id}`;
  return systemsPath({ [kind === "system" ? "system" : "client"]: Number(id) });
}

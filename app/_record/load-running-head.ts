import { settings } from "@/app/_request/settings";
import { installationKind } from "@/db/connection/installation-kind";

export type RunningHeadData = Awaited<ReturnType<typeof loadRunningHead>>;

export const loadRunningHead = async () => ({
  organisation: settings().organisation,
  isDemo: (await installationKind()) === "demo",
});

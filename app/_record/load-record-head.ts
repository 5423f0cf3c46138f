import { settings } from "@/app/_request/settings";
import { installationKind } from "@/db/connection/installation";

export type RecordHead = Awaited<ReturnType<typeof loadRecordHead>>;

export const loadRecordHead = async () => ({
  organisation: settings().organisation,
  isDemo: (await installationKind()) === "demo",
});

import { nonce } from "@/app/_request/nonce";
import { settings } from "@/app/_request/settings";
import { installationKind } from "@/db/connection/installation";

/** What the printed pages of a record are headed with, besides its number. */
export type RecordHead = Awaited<ReturnType<typeof loadRecordHead>>;

/** Whose installation this is, for the head of a record's printed pages. */
export const loadRecordHead = async () => ({
  nonce: await nonce(),
  organisation: settings().organisation,
  isDemo: (await installationKind()) === "demo",
});

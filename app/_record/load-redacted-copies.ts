import { type Disclosures, readDisclosures } from "@/db/changes/read-disclosures";
import type { HistoryEvent } from "@/db/changes/read-history";

/** Reads nothing where the history has no redaction. */
export const loadRedactedCopies = async (
  kind: "change" | "incident",
  id: number,
  history: readonly HistoryEvent[],
): Promise<readonly Disclosures[]> => (history.some(({ redacted }) => redacted) ? await readDisclosures(kind, id) : []);

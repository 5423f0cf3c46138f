import type { HistoryEvent } from "@/db/changes/read-history";
import { readSent, type Sent } from "@/db/changes/read-sent";

/** Reads nothing where the history has no redaction. */
export const loadSent = async (
  kind: "change" | "incident",
  id: number,
  history: readonly HistoryEvent[],
): Promise<readonly Sent[]> => (history.some(({ redacted }) => redacted) ? await readSent(kind, id) : []);

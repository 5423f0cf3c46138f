import type { HistoryEvent } from "@/db/changes/read-history";
import { readSent, type Sent } from "@/db/changes/read-sent";

/** For each redaction in a record's history, where the text had been sent before. Nothing is read where there is none. */
export const loadSent = async (
  kind: "change" | "incident",
  id: number,
  history: readonly HistoryEvent[],
): Promise<readonly Sent[]> => (history.some(({ redacted }) => redacted) ? await readSent(kind, id) : []);

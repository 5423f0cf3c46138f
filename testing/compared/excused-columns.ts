const ofItself = "a number of its own, which no event says unless a later one names it; what the row holds is compared";
const byTheClock = "the worker's timetable: what came of it is an event of the delivery";
const ofWorkers = "what workers say of themselves while they run; it decides nothing and is no record";

/**
 * What nothing is compared with, each with its reason: `table.column`, or `table.*` for all of a table. Whatever else the
 * database's own catalog lists is compared, or the replay says that it is not.
 */
export const excusedColumns: Readonly<Record<string, string>> = {
  "texts.id": ofItself,
  "clients.id": ofItself,
  "feeds.id": ofItself,
  "gate_tokens.id": ofItself,
  "findings.id": ofItself,
  "shifts.id": ofItself,
  "delivery_attempts.id": ofItself,
  "checkpoints.id": ofItself,
  "verifications.id": ofItself,
  "people.last_seen_at": "when somebody was seen last, written once a minute: no event says it",
  "sessions.last_seen_at": "the idle timer of a session, written once a minute: no event says it",
  "refusals.times": "counted on after the event of the first such refusal of a minute",
  "changes.search": "the words of the texts as the search finds them, made from texts that are compared",
  "checkpoints.handed_out_at": "when somebody took it first: it says nothing of the log",
  "rulebook.recorded_at": "a moment before the event that holds the same hashes",
  "deliveries.next_attempt_at": byTheClock,
  "deliveries.leased_until": byTheClock,
  "deliveries.useful_until": byTheClock,
  "deliveries.last_error": byTheClock,
  "delivery_attempts.again_at": byTheClock,
  "channel_states.*": ofWorkers,
  "log_state.*": ofWorkers,
  "installation.*":
    "made by the first migration and by the start command from the environment, before there is an event",
  "rate_limits.*": "how often somebody asked for what takes long, in the minutes that run; no record",
  "turns.*": "rows that are locked so that one at a time is at it; they say nothing",
  "posts.*": "the answer to a form that was sent, so that the same is not taken twice; it goes after a time",
  "kept_forms.*": "a form kept for its person for a day, sealed with their key; no record",
};

/** Why nothing is compared with a column; null where something has to be. */
export const excuseOf = (table: string, column: string): string | null =>
  excusedColumns[`${table}.${column}`] ?? excusedColumns[`${table}.*`] ?? null;

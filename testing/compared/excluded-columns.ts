const ownNumber =
  "a number of its own, which no event says unless a later one names it; what the row holds is compared";
const workerSchedule = "the worker's timetable: what came of it is an event of the delivery";
const workerState = "what workers say of themselves while they run; it decides nothing and is no record";

/**
 * What nothing is compared with, each with its reason: `table.column`, or `table.*` for all of a table. Whatever else the
 * database's own catalog lists is compared, or the replay says that it is not.
 */
export const excludedColumns: Readonly<Record<string, string>> = {
  "texts.id": ownNumber,
  "clients.id": ownNumber,
  "feeds.id": ownNumber,
  "gate_tokens.id": ownNumber,
  "findings.id": ownNumber,
  "shifts.id": ownNumber,
  "delivery_attempts.id": ownNumber,
  "checkpoints.id": ownNumber,
  "verifications.id": ownNumber,
  "mentions.seen_at": "when somebody opened the change that names them: no event says what was looked at",
  "people.last_seen_at": "when somebody was seen last, written once a minute: no event says it",
  "sessions.last_seen_at": "the idle timer of a session, written once a minute: no event says it",
  "api_token_uses.*": "when a token was used last, written once a minute: no event says it",
  "refusals.times": "counted on after the event of the first such refusal of a minute",
  "changes.search": "the words of the texts as the search finds them, made from texts that are compared",
  "checkpoints.handed_out_at": "when somebody took it first: it says nothing of the log",
  "rulebook.recorded_at": "a moment before the event that holds the same hashes",
  "deliveries.next_attempt_at": workerSchedule,
  "deliveries.leased_until": workerSchedule,
  "deliveries.obsolete_after": workerSchedule,
  "deliveries.last_error": workerSchedule,
  "delivery_attempts.retry_at": workerSchedule,
  "delivery_attempts.status_code": "with which status an endpoint answered: the event says it in words",
  "delivery_attempts.answer": "what an endpoint wrote: foreign words, which no event says",
  "webhook_cursor.*": "how far the log was read for webhooks: what came of it is a delivery",
  "webhook_secrets.person_id": "who stored it: the event that names it says who took the step",
  "webhook_secrets.stored_at": "when it was stored, a moment before the event that names it",
  "channel_states.*": workerState,
  "ledger_worker_status.*": workerState,
  "installation.*":
    "made by the first migration and by the start command from the environment, before there is an event",
  "rate_limits.*": "how often somebody asked for what takes long, in the minutes that run; no record",
  "reference_version.*": "when a process reads again what it keeps in memory; no record",
  "worker_locks.*": "rows that are locked so that one at a time is at it; they say nothing",
  "idempotency_keys.*": "the answer to a form that was sent, so that the same is not taken twice; it goes after a time",
  "saved_views.*": "a filter of the list that somebody kept under a name; a preference, no record",
  "history_loads.*": "the order to load invented changes into a demonstration; each of its steps is an event",
  "form_drafts.*": "a form kept for its person for a day, sealed with their key; no record",
};

/** Why nothing is compared with a column; null where something has to be. */
export const exclusionReason = (table: string, column: string): string | null =>
  excludedColumns[`${table}.${column}`] ?? excludedColumns[`${table}.*`] ?? null;

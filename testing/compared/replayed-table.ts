/** A table as events tell it. Both queries give the same columns, so that a row that says otherwise is found in SQL. */
export type ReplayedTable = {
  readonly table: string;
  /** The columns that name a row, as the queries call them. */
  readonly key: string;
  /** What the rows say; without it every column that is not excused. */
  readonly stored?: string;
  /** What the events tell. */
  readonly replayed: string;
  /** Columns of the table that `said` says in other words. */
  readonly coveredColumns?: readonly string[];
};

/** Events of a kind as a table of a query, with what their bytes hold beside texts as `data`. */
export const eventsOf = (which: string): string =>
  `(select e.id, e.subject_type, e.subject_id, e.seq, e.step, e.person_id, e.session_id, e.cause_id, e.to_status, e.received_at, e.canonical::jsonb -> 'data' as data from events e where ${which})`;

/** The first event of each record of a kind as `e`, and the last that moved it as `last`. */
export const recordsOf = (recordType: string): string =>
  `${eventsOf(`e.subject_type = '${recordType}' and e.seq = 1`)} e cross join lateral (
    select l.id, l.seq, l.to_status, l.step, l.received_at from events l
    where l.subject_type = '${recordType}' and l.subject_id = e.subject_id and not l.aside order by l.seq desc limit 1) last`;

/** The text that an event wrote in a field, by its number. */
export const textIn = (event: string, field: string): string =>
  `(select t.id from texts t where t.event_id = ${event} and t.field = '${field}' and t.position = 0)`;

/** When a record of a kind was ended by a step, null before. */
export const endedBy = (step: string): string => `case when last.step = '${step}' then last.received_at end`;

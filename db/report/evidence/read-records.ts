import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isWithheld } from "@/db/changes/client-view";
import { changesIn } from "@/db/connection/in-ids";
import { instant, record } from "@/db/connection/row";
import { type Database, rowsOf, sqlWith } from "@/db/connection/rows";
import { tracesQuery } from "@/db/report/read-traces";
import { factsOfChange, factsSaid } from "@/db/report/read-wording";
import type { Trace, Written } from "@/lib/report/trace";
import { type Names, traceOf } from "@/lib/report/trace-of";
import { incidentStatuses, type Named, severities } from "@/lib/rules/record";
import type { ViewedBy } from "@/lib/systems/client-view";

/** A change or an incident in an evidence file, without its events. */
export type EvidenceRecord = {
  readonly number: string;
  readonly subject: "change" | "incident";
  readonly id: number;
  /** Its texts, and the canonical JSON of its events, are withheld from the view. */
  readonly withheld: boolean;
  /** For reading only: derived from the events, which are the evidence. */
  readonly facts: object;
  /** The number of its events. */
  readonly count: number;
  /** The hash of its last event, in hex. */
  readonly hash: string;
};

/** A change with its incidents, and its trace for the counts of the head. */
type ChangeEvidence = { readonly trace: Trace; readonly records: readonly EvidenceRecord[] };

const head = record({ id: z.int(), count: z.int(), hash: z.string(), texts: record(factsSaid) });
type Head = z.infer<typeof head>;

const toldIncident = record({
  id: z.int(),
  change: z.int(),
  number: z.string(),
  count: z.int(),
  hash: z.string(),
  facts: record({
    status: z.enum(incidentStatuses),
    severity: z.enum(severities),
    owner: z.int().nullable(),
    openedAt: instant,
    closedAt: instant.nullable(),
    rootCause: z.string().nullable(),
  }),
});
type ToldIncident = z.infer<typeof toldIncident>;

/** Some changes in the order of their ids, each followed by its incidents. */
export async function readRecords(
  db: Database,
  ids: readonly number[],
  names: Names,
  view: ViewedBy = {},
): Promise<readonly ChangeEvidence[]> {
  const traces = await rowsOf(db, tracesQuery(ids, view));
  const heads = await rowsOf(db, changesQuery(ids, view));
  const incidents = await rowsOf(db, incidentsQuery(ids, view));
  return traces.map(({ change }, place) => {
    const trace = traceOf(change, names, view);
    const head = heads[place]?.change;
    if (head?.id !== trace.id) throw new Error(`${trace.number} was not read in one piece`);
    const ofChange = incidents.filter(({ incident }) => incident.change === trace.id);
    return {
      trace,
      records: [recordOf(trace, head), ...ofChange.map(({ incident }) => incidentOf(incident, trace, names))],
    };
  });
}

function recordOf(trace: Trace, { id, count, hash, texts }: Head): EvidenceRecord {
  const { title, what, why, rollbackPlan, ...others } = Object.fromEntries(
    Object.entries(texts).map(([field, written]) => [field, plain(written)]),
  );
  const { windowStart, windowEnd, startedAt, endedAt } = trace;
  const fiveFacts = {
    who: trace.started && ({ id: trace.started.id, name: trace.started.name } satisfies Named),
    what,
    when: { windowStart, windowEnd, startedAt, endedAt },
    why,
    rollbackPlan,
  };
  const { number, withheld } = trace;
  return { number, subject: "change", id, withheld, facts: { title, ...fiveFacts, ...others, ...trace }, count, hash };
}

const plain = (written: Written | null): unknown => (written && "text" in written ? written.text : written);

function incidentOf(
  { id, number, facts, count, hash }: ToldIncident,
  { number: change, withheld }: Trace,
  names: Names,
): EvidenceRecord {
  const named = (value: unknown): unknown =>
    typeof value === "number" ? { id: value, name: names.people.get(value) ?? "" } : value;
  const told = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, name === "owner" ? named(value) : value]),
  );
  return { number, subject: "incident", id, withheld, facts: { change, ...told }, count, hash };
}

const lastEvent = (kind: string, id: string): SQL =>
  sql.raw(`(select e.seq, encode(e.hash, 'hex') as hash from events e
    where e.subject_type = '${kind}' and e.subject_id = ${id} order by e.seq desc limit 1)`);

const headSql = sqlWith({ change: head });

/** The query of the standing texts and the last events of some changes. */
export const changesQuery = (ids: readonly number[], view: ViewedBy = {}) =>
  headSql`
  select json_build_object('id', c.id, 'count', last.seq, 'hash', last.hash, 'texts', json_build_object(${factsOfChange(view)})) as change
  from ${changesIn(ids)} cross join lateral ${lastEvent("change", "c.id")} last order by c.id`;

const incidentSql = sqlWith({ incident: toldIncident });

/** The query of the incidents of some changes. */
export const incidentsQuery = (ids: readonly number[], view: ViewedBy = {}) =>
  incidentSql`
  select json_build_object('id', i.id, 'change', i.change_id, 'number', i.number, 'count', last.seq, 'hash', last.hash, 'facts', json_build_object(
    'status', i.status, 'severity', i.severity, 'owner', i.owner_id, 'openedAt', utc(i.opened_at), 'closedAt', utc(i.closed_at),
    'rootCause', case when ${isWithheld(view)} then null else text_of(i.root_cause_text) end)) as incident
  from incidents i join changes c on c.id = i.change_id cross join lateral ${lastEvent("incident", "i.id")} last
  where i.change_id = any (${`{${ids.join(",")}}`}::bigint[]) order by i.change_id, i.id`;

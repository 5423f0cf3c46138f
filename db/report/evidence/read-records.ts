import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isWithheld } from "@/db/changes/client-view";
import { changesByIds } from "@/db/connection/id-batches";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, strictRow } from "@/db/connection/row-schemas";
import { textBody } from "@/db/connection/text-body";
import { type Database, queryRows, typedSql } from "@/db/connection/typed-sql";
import { changeAuditsQuery } from "@/db/report/read-change-audits";
import { factTextColumns, factTexts } from "@/db/report/read-change-texts";
import { buildChangeAudit, type Names } from "@/lib/report/build-change-audit";
import type { ChangeAudit, TextOrRedaction } from "@/lib/report/change-audit";
import { incidentStatuses, type NamedRef, severities } from "@/lib/rules/record";
import type { ClientView } from "@/lib/systems/client-view";

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
type ChangeEvidence = { readonly audit: ChangeAudit; readonly records: readonly EvidenceRecord[] };

const recordHead = strictRow({ id: z.int(), count: z.int(), hash: z.string(), texts: strictRow(factTexts) });
type RecordHead = z.infer<typeof recordHead>;

const incidentRow = strictRow({
  id: z.int(),
  change: z.int(),
  number: z.string(),
  count: z.int(),
  hash: z.string(),
  facts: strictRow({
    status: z.enum(incidentStatuses),
    severity: z.enum(severities),
    owner: z.int().nullable(),
    openedAt: instant,
    closedAt: instant.nullable(),
    rootCause: z.string().nullable(),
  }),
});
type IncidentRow = z.infer<typeof incidentRow>;

/** Some changes in the order of their ids, each followed by its incidents. */
export async function readRecords(
  db: Database,
  ids: readonly number[],
  names: Names,
  view: ClientView = {},
): Promise<readonly ChangeEvidence[]> {
  const audits = await queryRows(db, changeAuditsQuery(ids, view));
  const heads = await queryRows(db, changesQuery(ids, view));
  const incidents = await queryRows(db, incidentsQuery(ids, view));
  return audits.map(({ change }, index) => {
    const audit = buildChangeAudit(change, names, view);
    const head = heads[index]?.change;
    if (head?.id !== audit.id) throw new Error(`${audit.number} was not read in one piece`);
    const ofChange = incidents.filter(({ incident }) => incident.change === audit.id);
    return {
      audit,
      records: [
        changeRecordOf(audit, head),
        ...ofChange.map(({ incident }) => incidentRecordOf(incident, audit, names)),
      ],
    };
  });
}

function changeRecordOf(audit: ChangeAudit, { id, count, hash, texts }: RecordHead): EvidenceRecord {
  const { title, what, why, rollbackPlan, ...others } = Object.fromEntries(
    Object.entries(texts).map(([field, written]) => [field, plainText(written)]),
  );
  const { windowStart, windowEnd, startedAt, endedAt } = audit;
  const fiveFacts = {
    who: audit.started && ({ id: audit.started.id, name: audit.started.name } satisfies NamedRef),
    what,
    when: { windowStart, windowEnd, startedAt, endedAt },
    why,
    rollbackPlan,
  };
  const { number, withheld } = audit;
  return { number, subject: "change", id, withheld, facts: { title, ...fiveFacts, ...others, ...audit }, count, hash };
}

const plainText = (written: TextOrRedaction | null): unknown => (written && "text" in written ? written.text : written);

function incidentRecordOf(
  { id, number, facts: recordFacts, count, hash }: IncidentRow,
  { number: change, withheld }: ChangeAudit,
  names: Names,
): EvidenceRecord {
  const named = (value: unknown): unknown =>
    typeof value === "number" ? { id: value, name: names.people.get(value) ?? "" } : value;
  const namedFacts = Object.fromEntries(
    Object.entries(recordFacts).map(([name, value]) => [name, name === "owner" ? named(value) : value]),
  );
  return { number, subject: "incident", id, withheld, facts: { change, ...namedFacts }, count, hash };
}

const lastEvent = (kind: string, id: string): SQL =>
  sql.raw(`(select e.seq, encode(e.hash, 'hex') as hash from events e
    where e.subject_type = '${kind}' and e.subject_id = ${id} order by e.seq desc limit 1)`);

const headSql = typedSql({ change: recordHead });

/** The query of the standing texts and the last events of some changes. */
export const changesQuery = (ids: readonly number[], view: ClientView = {}) =>
  headSql`
  select json_build_object('id', c.id, 'count', last.seq, 'hash', last.hash, 'texts', json_build_object(${factTextColumns(view)})) as change
  from ${changesByIds(ids)} cross join lateral ${lastEvent("change", "c.id")} last order by c.id`;

const incidentSql = typedSql({ incident: incidentRow });

/** The query of the incidents of some changes. */
export const incidentsQuery = (ids: readonly number[], view: ClientView = {}) =>
  incidentSql`
  select json_build_object('id', i.id, 'change', i.change_id, 'number', i.number, 'count', last.seq, 'hash', last.hash, 'facts', json_build_object(
    'status', i.status, 'severity', i.severity, 'owner', i.owner_id, 'openedAt', ${isoInstant("i.opened_at")}, 'closedAt', ${isoInstant("i.closed_at")},
    'rootCause', case when ${isWithheld(view)} then null else ${textBody("i.root_cause_text_id")} end)) as incident
  from incidents i join changes c on c.id = i.change_id cross join lateral ${lastEvent("incident", "i.id")} last
  where i.change_id = any (${`{${ids.join(",")}}`}::bigint[]) order by i.change_id, i.id`;

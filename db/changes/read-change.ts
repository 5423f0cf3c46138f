import { sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import {
  checkResultsSchema,
  instant,
  listOf,
  named,
  pastActionsSchema,
  shapeOf,
  strictRow,
} from "@/db/connection/row-schemas";
import { textBody } from "@/db/connection/text-body";
import { constantSql, queryRows, typedSql } from "@/db/connection/typed-sql";
import { alertOf, channelHealth, channelHealthOf, deliveryState } from "@/db/notices/delivery-columns";
import { schedulingHelp, schedulingHelpOf } from "@/db/systems/scheduling-help";
import { type ChangeField, changeFields } from "@/lib/changes/change-fields";
import { fields } from "@/lib/rules/fields";
import {
  categories,
  changeStatuses,
  changeTypes,
  incidentStatuses,
  reservingStatuses,
  tiers,
} from "@/lib/rules/record";
import { textColumns, valueColumns } from "./change-columns";
import { concurrentChange, concurrentChangesOf } from "./concurrent-changes";
import { displayTitleOf, redaction, redactionsOf } from "./display-title";
import { followedChangeOf, followUpsOf, linkedChange } from "./linked-changes";
import { relevantPreconditionsOfChange } from "./relevant-preconditions";

/** The row schema of a field, by its kind. */
const schemaByKind = {
  text: z.string().nullable(),
  choice: z.string().nullable(),
  minutes: z.int().nullable(),
  boolean: z.boolean(),
  values: z.record(z.string(), z.string()).readonly().nullable(),
  systems: listOf(strictRow({ ...shapeOf(named), client: z.string() })),
};

type SchemaByField = { [F in ChangeField]: (typeof schemaByKind)[(typeof fields)[F]["kind"]] };
// `Object.fromEntries` loses the type of each key.
const schemaByField = Object.fromEntries(
  changeFields.map((field) => [field, schemaByKind[fields[field].kind]]),
) as unknown as SchemaByField;

const changeRecord = strictRow({
  id: z.int(),
  number: z.string(),
  type: z.enum(changeTypes),
  status: z.enum(changeStatuses),
  revision: z.int(),
  stepSeq: z.int(),
  ...schemaByField,
  /** By field, its redacted texts: they are null in the record. */
  redacted: z.partialRecord(z.string(), redaction).readonly(),
  category: z.enum(categories).nullable(),
  entryId: z.int().nullable(),
  entryTitle: z.string().nullable(),
  entryVersion: z.int().nullable(),
  /** A newer approved version of its entry. */
  newerEntry: z.int().nullable(),
  trigger: z.string().nullable(),
  author: named,
  who: named.nullable(),
  implementer: named.nullable(),
  /** The implementer's other changes during its window. */
  implementerAlso: listOf(
    strictRow({
      number: z.string(),
      windowStart: instant,
      windowEnd: instant,
    }),
  ),
  windowStart: instant.nullable(),
  windowEnd: instant.nullable(),
  windowTimezone: z.string().nullable(),
  windowWaived: z.boolean(),
  approvedAt: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  failedAt: instant.nullable(),
  rolledBackAt: instant.nullable(),
  createdAt: instant,
  /** The version of the policy under which it was opened. */
  policyVersion: z.int(),
  factsCompleteAt: instant.nullable(),
  now: instant,
  incidents: listOf(
    strictRow({
      number: z.string(),
      status: z.enum(incidentStatuses),
      /** The Slack alert of its failure. */
      alert: deliveryState.nullable(),
    }),
  ),
  /** The change whose failure or review made this one necessary. */
  follows: linkedChange.nullable(),
  followUps: listOf(linkedChange),
  neighbours: listOf(concurrentChange),
  /** What helps to choose its window; null where it has none to choose. */
  scheduling: schedulingHelp.nullable(),
  /** The state of the Slack channel. */
  slack: channelHealth,
  /** Who was on call when the emergency began, as its declaration recorded it; null where nothing was recorded. */
  roster: strictRow({
    onRoster: z.boolean().nullable(),
    rostered: listOf(strictRow({ id: z.int(), name: z.string(), tier: z.enum(tiers) })),
  }).nullable(),
  facts: checkResultsSchema,
  acts: pastActionsSchema,
  /** Whether the reader watches it, and whether a note names them that they have not seen. */
  isWatched: z.boolean(),
  hasUnseenNote: z.boolean(),
});

/** A change as its page and the judge need it. Instants are ISO in UTC. */
export type ChangeRecord = z.infer<typeof changeRecord>;

const personOf = (id: string) =>
  sql`(select jsonb_build_object('id', p.id, 'name', ${personName("p")}) from people p where p.id = ${sql.raw(id)})`;

/** The change with this number (1001 for CHG-1001) and what judging its next steps needs; or null. */
export async function readChange(id: number, reader: number | null = null): Promise<ChangeRecord | null> {
  const [row] = await queryRows(appDb(), changeQuery(id, reader));
  return row?.change ?? null;
}

// A window lasts at most 24 hours, so one that overlaps starts at most 24 hours earlier: that keeps the scan of the index short.
const reservingStatusArray = sql.raw(`array[${reservingStatuses.map((status) => `'${status}'`).join(",")}]`);
const implementerOtherWindows = sql`(select coalesce(jsonb_agg(jsonb_build_object('number', o.number, 'windowStart', ${isoInstant("o.window_start")}, 'windowEnd', ${isoInstant("o.window_end")})
        order by o.window_start, o.id), '[]') from changes o
      where c.status = any (${reservingStatusArray}) and o.status = any (${reservingStatusArray}) and o.id <> c.id and o.implementer_id = c.implementer_id
        and o.window_start >= c.window_start - interval '24 hours' and o.window_start < c.window_end and o.window_end > c.window_start)`;

const roster = sql`(select jsonb_build_object('onRoster', r.on_roster, 'rostered', (
        select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', ${personName("p")}, 'tier', o.one ->> 1) order by o.place), '[]')
        from jsonb_array_elements(r.rostered) with ordinality o (one, place) join people p on p.id = (o.one ->> 0)::bigint))
      from declared_rosters r where r.change_id = c.id)`;

const textIdColumns = sql.raw(`array[${[...textColumns.values()].map((column) => `c.${column}`).join(", ")}]`);

/** The fields of a change `c`. */
const fieldColumns = sql.join(
  [
    ...[...textColumns].map(([field, column]) => sql`${sql.raw(`'${field}'`)}, ${textBody(`c.${column}`)}`),
    sql.raw([...valueColumns].map(([field, column]) => `'${field}', c.${column}`).join(", ")),
  ],
  sql`, `,
);

const changeSql = typedSql({ change: changeRecord });

const recordColumns = constantSql(sql`jsonb_build_object(${fieldColumns}) || jsonb_build_object(
      'id', c.id, 'number', c.number, 'type', c.type, 'status', c.status, 'revision', c.revision, 'stepSeq', c.step_seq,
      'redacted', ${redactionsOf(textIdColumns)}, 'entryId', c.entry_id,
      'entryTitle', (select ${textBody("e.title_text_id")} from entries e where e.id = c.entry_id), 'entryVersion', (select e.version from entries e where e.id = c.entry_id),
      'newerEntry', (select max(n.id) from entries e join entries n on n.root_id = coalesce(e.root_id, e.id) and n.version > e.version and n.status = 'approved' where e.id = c.entry_id), 'trigger', c.trigger,
      'author', ${personOf("c.author_id")}, 'who', ${personOf("c.who_id")}, 'implementer', ${personOf("c.implementer_id")}) || jsonb_build_object(
      'windowStart', ${isoInstant("c.window_start")}, 'windowEnd', ${isoInstant("c.window_end")}, 'windowTimezone', c.window_timezone, 'windowWaived', c.window_waived,
      'approvedAt', ${isoInstant("c.approved_at")}, 'startedAt', ${isoInstant("c.started_at")}, 'endedAt', ${isoInstant("c.ended_at")}, 'failedAt', ${isoInstant("c.failed_at")},
      'rolledBackAt', ${isoInstant("c.rolled_back_at")}, 'createdAt', ${isoInstant("c.created_at")}, 'policyVersion', c.policy_version, 'factsCompleteAt', ${isoInstant("c.facts_complete_at")}, 'now', ${isoInstant("clock.now")},
      'systems', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'client', k.name) order by k.name, s.name), '[]')
        from change_systems t join systems s on s.id = t.system_id join clients k on k.id = s.client_id where t.change_id = c.id),
      'incidents', (select coalesce(jsonb_agg(jsonb_build_object('number', i.number, 'status', i.status, 'alert', ${alertOf(sql`i.id`)}) order by i.id), '[]')
        from incidents i where i.change_id = c.id),
      'slack', ${channelHealthOf("slack")},
      'implementerAlso', ${implementerOtherWindows}, 'follows', ${followedChangeOf("c.id")}, 'followUps', ${followUpsOf("c.id")}, 'neighbours', ${concurrentChangesOf},
      'roster', ${roster}, 'scheduling', ${schedulingHelpOf(displayTitleOf("o"))},
      'facts', check_preconditions(c, ${relevantPreconditionsOfChange}, null, clock.now), 'acts', change_past_actions(c.id, c.revision))`);

/** The query of one change's page. */
export const changeQuery = (id: number, reader: number | null = null) =>
  changeSql`select ${recordColumns} || jsonb_build_object('isWatched', exists (select from watches w where w.person_id = ${reader} and w.target = 'change:' || c.id),
      'hasUnseenNote', exists (select from mentions m where m.person_id = ${reader} and m.change_id = c.id and m.seen_at is null)) as change from changes c, (select windlass_now() as now) clock where c.id = ${id}`;

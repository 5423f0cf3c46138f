import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { textColumns } from "@/db/changes/change-columns";
import { isWithheld } from "@/db/changes/client-view";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { changesByIds, inBatches } from "@/db/connection/id-batches";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, strictRow } from "@/db/connection/row-schemas";
import { type Database, queryRows, typedSql } from "@/db/connection/typed-sql";
import { type ChangeTextField, changeTextFields } from "@/lib/changes/change-fields";
import type { ChangeTexts } from "@/lib/report/change-audit";
import type { ClientView } from "@/lib/systems/client-view";

/** Small enough that a result takes only some megabytes. */
const batchSize = 500;

/** The texts of these changes, in the order of their ids. */
export async function readChangeTexts(
  ids: readonly number[],
  db: Database = appDb(),
  view: ClientView = {},
): Promise<readonly ChangeTexts[]> {
  const all: ChangeTexts[] = [];
  for (const some of inBatches(ids, batchSize)) {
    const rows = await queryRows(db, changeWordingQuery(some, view));
    for (const {
      change: { said: written, ...texts },
    } of rows)
      all.push({
        ...texts,
        stepTexts: written.map(([step, textOrRedaction]) => ({ ...step, ...textOrRedaction })),
      });
  }
  return all;
}

const writtenText = z.union([
  strictRow({ text: z.string() }),
  strictRow({ redacted: strictRow({ by: z.string(), at: instant }) }),
  strictRow({ leftOut: z.literal(true) }),
]);
const textEntry = strictRow({
  of: z.string(),
  step: z.string(),
  field: z.string(),
  id: z.int(),
  name: z.string(),
  at: instant,
  place: z.int().nullable(),
});

/** The current texts of a change, by field. */
export const factTexts = Object.fromEntries(changeTextFields.map((field) => [field, writtenText.nullable()])) as {
  // `Object.fromEntries` loses the type of each key.
  [F in ChangeTextField]: z.ZodNullable<typeof writtenText>;
};

const changeWordingSql = typedSql({
  change: strictRow({
    id: z.int(),
    number: z.string(),
    ...factTexts,
    said: listOf(z.tuple([textEntry, writtenText]).readonly()),
  }),
});

// A text, its redaction, or the mark that it is withheld from the view.
const writtenTextIn = (
  view: ClientView,
): SQL => sql`case when ${isWithheld(view)} then '{"leftOut": true}'::json when t.text is not null then json_build_object('text', t.text) else (
  select json_build_object('redacted', json_build_object('by', ${personName("p")}, 'at', ${isoInstant("r.received_at")}))
  from events r join people p on p.id = r.person_id where r.id = t.redaction_event_id) end`;

/** The columns of the current texts of a change `c`. */
export const factTextColumns = (view: ClientView): SQL =>
  sql.join(
    [...textColumns].map(
      ([name, column]) =>
        sql`${sql.raw(`'${name}'`)}, (select ${writtenTextIn(view)} from texts t where t.id = ${sql.raw(`c.${column}`)})`,
    ),
    sql`, `,
  );

// The current texts are read above; their earlier versions in drafts are left out.
const factFields = sql.raw([...textColumns.keys()].map((name) => `'${name}'`).join(", "));

const stepTexts = (view: ClientView): SQL => sql`(
  select coalesce(json_agg(json_build_array(json_build_object('of', s.number, 'step', e.step, 'field', t.field, 'id', e.person_id, 'name', ${personName("p")},
      'at', ${isoInstant("e.received_at")}, 'place', l.log_index), ${writtenTextIn(view)}) order by e.id, t.field, t.position), '[]')
  from (select 'change' as kind, c.id as id, c.number as number union all select 'incident', i.id, i.number from incidents i where i.change_id = c.id) s
  join events e on e.subject_type = s.kind and e.subject_id = s.id
  join texts t on t.event_id = e.id and not (e.step in ('draft', 'edit', 'declare', 'document') and t.field in (${factFields}))
  join people p on p.id = e.person_id left join ledger_entries l on l.event_id = e.id)`;

/** The query of the words of some changes. */
export const changeWordingQuery = (ids: readonly number[], view: ClientView = {}) =>
  changeWordingSql`
  select json_build_object('id', c.id, 'number', c.number, ${factTextColumns(view)}, 'said', ${stepTexts(view)}) as change
  from ${changesByIds(ids)} order by c.id`;

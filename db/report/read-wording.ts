import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { textColumns } from "@/db/changes/change-columns";
import { isWithheld } from "@/db/changes/client-view";
import { appDb } from "@/db/connection/client";
import { batchesOf, changesIn } from "@/db/connection/in-ids";
import { instant as instantOf } from "@/db/connection/instant";
import { instant, list, record } from "@/db/connection/row";
import { type Database, rowsOf, sqlWith } from "@/db/connection/rows";
import { type ChangeText, changeTexts } from "@/lib/changes/change-fields";
import type { Wording } from "@/lib/report/trace";
import type { ViewedBy } from "@/lib/systems/client-view";

/** Small enough that a result takes only some megabytes. */
const batch = 500;

/** The texts of these changes, in the order of their ids. */
export async function readWording(
  ids: readonly number[],
  db: Database = appDb(),
  view: ViewedBy = {},
): Promise<readonly Wording[]> {
  const all: Wording[] = [];
  for (const some of batchesOf(ids, batch)) {
    const rows = await rowsOf(db, wordingQuery(some, view));
    for (const { change } of rows)
      all.push({ ...change, said: change.said.map(([deed, words]) => ({ ...deed, ...words })) });
  }
  return all;
}

const written = z.union([
  record({ text: z.string() }),
  record({ redacted: record({ by: z.string(), at: instant }) }),
  record({ leftOut: z.literal(true) }),
]);
const deed = record({
  of: z.string(),
  step: z.string(),
  field: z.string(),
  id: z.int(),
  name: z.string(),
  at: instant,
  place: z.int().nullable(),
});

/** The current texts of a change, by field. */
export const factsSaid = Object.fromEntries(changeTexts.map((field) => [field, written.nullable()])) as {
  // `Object.fromEntries` loses the type of each key.
  [F in ChangeText]: z.ZodNullable<typeof written>;
};

const wordingSql = sqlWith({
  change: record({
    id: z.int(),
    number: z.string(),
    ...factsSaid,
    said: list(z.tuple([deed, written]).readonly()),
  }),
});

// A text, its redaction, or the mark that it is withheld from the view.
const writtenIn = (
  view: ViewedBy,
): SQL => sql`case when ${isWithheld(view)} then '{"leftOut": true}'::json when t.text is not null then json_build_object('text', t.text) else (
  select json_build_object('redacted', json_build_object('by', p.called, 'at', utc(r.received_at)))
  from events r join people p on p.id = r.person_id where r.id = t.redacted_by) end`;

/** The columns of the current texts of a change `c`. */
export const factsOfChange = (view: ViewedBy): SQL =>
  sql.join(
    [...textColumns].map(
      ([name, column]) =>
        sql`${sql.raw(`'${name}'`)}, (select ${writtenIn(view)} from texts t where t.id = ${sql.raw(`c.${column}`)})`,
    ),
    sql`, `,
  );

// The current texts are read above; their earlier versions in drafts are left out.
const notSaid = sql.raw([...textColumns.keys()].map((name) => `'${name}'`).join(", "));

const said = (view: ViewedBy): SQL => sql`(
  select coalesce(json_agg(json_build_array(json_build_object('of', s.number, 'step', e.step, 'field', t.field, 'id', e.person_id, 'name', p.called,
      'at', ${instantOf("e.received_at")}, 'place', l.place), ${writtenIn(view)}) order by e.id, t.field, t.place), '[]')
  from (select 'change' as kind, c.id as id, c.number as number union all select 'incident', i.id, i.number from incidents i where i.change_id = c.id) s
  join events e on e.subject_type = s.kind and e.subject_id = s.id
  join texts t on t.event_id = e.id and not (e.step in ('draft', 'edit', 'declare', 'document') and t.field in (${notSaid}))
  join people p on p.id = e.person_id left join log_entries l on l.event_id = e.id)`;

/** The query of the words of some changes. */
export const wordingQuery = (ids: readonly number[], view: ViewedBy = {}) =>
  wordingSql`
  select json_build_object('id', c.id, 'number', c.number, ${factsOfChange(view)}, 'said', ${said(view)}) as change
  from ${changesIn(ids)} order by c.id`;

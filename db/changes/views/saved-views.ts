import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { sha256 } from "@/db/connection/sha256";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { maxViews, type SavedView, type ViewRefusal, viewRefusals } from "@/lib/changes/views/saved-views";

const refusals = Object.keys(viewRefusals) as [ViewRefusal, ...ViewRefusal[]];
const outcomeSql = typedSql({ outcome: z.enum(["saved", ...refusals]).nullable() });

/** Saves a filter under a name for the person of `token`, or replaces theirs of that name. Null: the session has no role or ended. */
export async function saveView(
  token: string,
  { name, query, isShared }: Pick<SavedView, "name" | "query" | "isShared">,
): Promise<"saved" | ViewRefusal | null> {
  const [row] = await queryRows(
    appDb(),
    outcomeSql`select save_view(${sha256(token)}, ${name}, ${query}, ${isShared}) as outcome`,
  );
  return row?.outcome ?? null;
}

const deletedSql = typedSql({ deleted: z.boolean() });

/** Deletes a view of the person of `token`; false where they have none of that id. */
export async function deleteView(token: string, id: string): Promise<boolean> {
  const [row] = await queryRows(appDb(), deletedSql`select delete_view(${sha256(token)}, ${id}) as deleted`);
  return row?.deleted ?? false;
}

/** The views of a person, and behind them those that others share; by name, at most 20 of each. */
export const readSavedViews = (reader: number): Promise<readonly SavedView[]> =>
  queryRows(appDb(), savedViewsQuery(reader));

const viewsSql = typedSql({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  isShared: z.boolean(),
  by: z.string().nullable(),
});

/** The query of those views. */
export const savedViewsQuery = (reader: number) => viewsSql`
  (select v.id, v.name, v.query, v.shared as "isShared", null as by from saved_views v where v.person_id = ${reader} order by v.name limit ${maxViews})
  union all
  (select v.id, v.name, v.query, true, ${personName("p")} from saved_views v join people p on p.id = v.person_id
    where v.shared and v.person_id <> ${reader} and p.deactivated_at is null order by v.name limit ${maxViews})`;

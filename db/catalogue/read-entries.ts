import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { inList } from "@/db/connection/columns";
import { personName, systemName } from "@/db/connection/display-name";
import { listOf, named, strictRow } from "@/db/connection/row-schemas";
import { textBody } from "@/db/connection/text-body";
import { constantSql, queryRows, typedSql } from "@/db/connection/typed-sql";
import { usageCap } from "@/lib/catalogue/entry-labels";
import { categories, type EntryKind, entryKinds, entryStatuses, isEntryLive } from "@/lib/rules/record";

const catalogueEntryRow = strictRow({
  id: z.int(),
  kind: z.enum(entryKinds),
  status: z.enum(entryStatuses),
  version: z.int(),
  title: z.string(),
  category: z.enum(categories),
  reversible: z.boolean(),
  /** Whether a standard change from it may start in a freeze. */
  allowedInFreeze: z.boolean(),
  what: z.string(),
  rollbackPlan: z.string(),
  verification: z.string(),
  templateFields: listOf(
    strictRow({
      name: z.string(),
      label: z.string(),
      example: z.string(),
      pattern: z.string().optional(),
      options: listOf(z.string()).optional(),
    }),
  ),
  /** The last day on which it can be used, and whether that is over. */
  expiresOn: z.string().nullable(),
  expired: z.boolean(),
  stepSeq: z.int(),
  clients: listOf(named),
  replaces: z.int().nullable(),
  /** A newer approved version; null where there is none. */
  newer: z.int().nullable(),
  fromChange: z.string().nullable(),
  proposedBy: named,
  systems: listOf(named),
});

export type CatalogueEntry = z.infer<typeof catalogueEntryRow>;

/** The catalogue by kind and title, at most 500 entries; or the one entry `id`. */
export async function readEntries(id?: number): Promise<CatalogueEntry[]> {
  const rows = await queryRows(appDb(), entriesQuery(id === undefined ? sql`true` : sql`e.id = ${id}`));
  return rows.map((row) => row.entry);
}

/** The entries of a kind from which a change can be made. */
export async function readLiveEntries(kind: EntryKind): Promise<CatalogueEntry[]> {
  const rows = await queryRows(appDb(), entriesQuery(sql`e.kind = ${kind} and ${isLive}`));
  return rows.map(({ entry }) => entry).filter(({ expired }) => !expired);
}

const isLive = inList("e.status", entryStatuses.filter(isEntryLive));

const usage = strictRow({ id: z.int(), used: z.int(), failed: z.int() });

/** How many changes were made from an entry, and how many of them failed; each counted up to `usageCap`. */
export type EntryUsage = Omit<z.infer<typeof usage>, "id">;

/** The usage by entry, of all entries or of one. */
export async function readEntryUsage(id?: number): Promise<ReadonlyMap<number, EntryUsage>> {
  const rows = await queryRows(appDb(), usageQuery(id));
  return new Map(rows.map(({ entry: { id: entry, ...counts } }) => [entry, counts]));
}

const usageSql = typedSql({ entry: usage });
const countUpToCap = (which: SQL) =>
  sql`(select count(*) from (select from changes c where c.entry_id = e.id and ${which} limit ${usageCap}) counted)`;

/** The query of the usage of entries. */
export const usageQuery = (id?: number) =>
  usageSql`select json_build_object('id', e.id, 'used', ${countUpToCap(sql`true`)}, 'failed', ${countUpToCap(sql`c.failed_at is not null`)}) as entry
    from entries e where ${id === undefined ? sql`true` : sql`e.id = ${id}`} order by e.kind desc, e.id limit 500`;

const entrySql = typedSql({ entry: catalogueEntryRow });

const entryColumns =
  constantSql(sql`json_build_object('id', e.id, 'kind', e.kind, 'status', e.status, 'version', e.version, 'title', ${textBody("e.title_text_id")}, 'category', e.category,
        'reversible', e.reversible, 'allowedInFreeze', e.allowed_in_freeze, 'what', ${textBody("e.what_text_id")}, 'rollbackPlan', ${textBody("e.rollback_plan_text_id")}, 'verification', ${textBody("e.verification_text_id")},
        'templateFields', e.template_fields, 'expiresOn', e.expires_on,
        'expired', coalesce(e.expires_on < site_day(windlass_now()), false), 'stepSeq', e.step_seq, 'replaces', e.replaces_id,
        'newer', (select max(n.id) from entries n where n.root_id = coalesce(e.root_id, e.id) and n.version > e.version and n.status = 'approved'),
        'fromChange', (select c.number from changes c where c.id = e.from_change_id),
        'proposedBy', (select json_build_object('id', p.id, 'name', ${personName("p")}) from events v join people p on p.id = v.person_id
          where v.subject_type = 'entry' and v.subject_id = e.id and v.seq = 1),
        'clients', (select coalesce(json_agg(json_build_object('id', k.id, 'name', k.name) order by k.name), '[]')
          from entry_clients t join clients k on k.id = t.client_id where t.entry_id = e.id),
        'systems', (select coalesce(json_agg(json_build_object('id', s.id, 'name', ${systemName("s")}) order by s.name, s.id), '[]')
          from entry_systems t join systems s on s.id = t.system_id where t.entry_id = e.id))`);

/** Exported for the tests of plans and rows, like all queries of this room. */
export const entriesQuery = (which: SQL = sql`true`) =>
  entrySql`select ${entryColumns} as entry
      from entries e where ${which} order by e.kind desc, e.id limit 500`;

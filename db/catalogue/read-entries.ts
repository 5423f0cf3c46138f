import { type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import type { Category, EntryKind, EntryStatus, Named } from "@/lib/rules/record";

export type CatalogueEntry = {
  readonly id: number;
  readonly kind: EntryKind;
  readonly status: EntryStatus;
  readonly version: number;
  readonly title: string;
  readonly category: Category;
  readonly reversible: boolean;
  /** Whether a standard change from it may start in a freeze. */
  readonly allowedInFreeze: boolean;
  readonly what: string;
  readonly rollbackPlan: string;
  readonly verification: string;
  readonly blanks: readonly {
    readonly name: string;
    readonly label: string;
    readonly example: string;
    readonly pattern?: string;
    readonly options?: readonly string[];
  }[];
  /** The last day on which a change is made from it, and whether that is over. */
  readonly expiresOn: string | null;
  readonly expired: boolean;
  readonly stepSeq: number;
  readonly clients: readonly Named[];
  readonly replaces: number | null;
  /** The newer version that is approved; null where this is the newest. */
  readonly newer: number | null;
  readonly fromChange: string | null;
  readonly proposedBy: Named;
  readonly systems: readonly Named[];
  /** How many changes were made from it, and how many of them failed. */
  readonly used: number;
  readonly failed: number;
};

/** The catalogue by kind and title, at most 500 entries; or the one entry `id`. */
export async function readEntries(id?: number): Promise<CatalogueEntry[]> {
  const rows = await rowsOf<{ entry: CatalogueEntry }>(appDb(), entriesQuery(id));
  return rows.map((row) => row.entry);
}

/** The query of the catalogue, or of one entry. */
export const entriesQuery = (
  id?: number,
): SQL => sql`select jsonb_build_object('id', e.id, 'kind', e.kind, 'status', e.status, 'version', e.version, 'title', text_of(e.title_text), 'category', e.category,
        'reversible', e.reversible, 'allowedInFreeze', e.allowed_in_freeze, 'what', text_of(e.what_text), 'rollbackPlan', text_of(e.rollback_plan_text), 'verification', text_of(e.verification_text),
        'blanks', e.blanks, 'used', (select count(*) from changes c where c.entry_id = e.id),
        'failed', (select count(*) from changes c where c.entry_id = e.id and c.failed_at is not null), 'expiresOn', e.expires_on,
        'expired', coalesce(e.expires_on < site_day(windlass_now()), false), 'stepSeq', e.step_seq, 'replaces', e.replaces_id,
        'newer', (select max(n.id) from entries n where n.root_id = coalesce(e.root_id, e.id) and n.version > e.version and n.status = 'approved'),
        'fromChange', (select c.number from changes c where c.id = e.from_change_id),
        'proposedBy', (select jsonb_build_object('id', p.id, 'name', p.called) from events v join people p on p.id = v.person_id
          where v.subject_type = 'entry' and v.subject_id = e.id and v.seq = 1),
        'clients', (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name) order by k.name), '[]')
          from entry_clients t join clients k on k.id = t.client_id where t.entry_id = e.id),
        'systems', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.called) order by s.name, s.id), '[]')
          from entry_systems t join systems s on s.id = t.system_id where t.entry_id = e.id)) as entry
      from entries e where ${id === undefined ? sql`true` : sql`e.id = ${id}`} order by e.kind desc, e.id limit 500`;

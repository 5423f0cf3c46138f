import { sql } from "drizzle-orm";
import type { KnownSystems, Owner, PlannedStep, Registered } from "../lib/systems-plan";
import { appDb } from "./client";
import { type DatabaseRefusal, refusalIn } from "./refusal-in";
import { rowsOf } from "./rows";

/** The whole register and everybody who can own a system, as a file of systems that names `names` is held against them. */
export async function readRegister(names: readonly string[]): Promise<KnownSystems> {
  const [row] = await rowsOf<{ register: Registered[]; owners: Owner[]; folded: [string, string][]; now: string }>(
    appDb(),
    sql`select utc(windlass_now()) as now,
      (select coalesce(json_agg(json_build_object('id', s.id, 'seq', s.step_seq, 'name', s.name, 'client', k.name, 'kind', s.kind, 'status', s.status,
        'since', utc(s.managed_since), 'until', utc(s.managed_until), 'owner', s.owner_id, 'links', s.monitoring_links)), '[]')
        from systems s join clients k on k.id = s.client_id) as register,
      (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'email', p.email)), '[]') from people p where p.deactivated_at is null) as owners,
      (select coalesce(json_agg(json_build_array(n, fold_name(n))), '[]')
        from (select json_array_elements_text(${JSON.stringify(names)}::json) union select name from systems union select name from clients) named (n)) as folded`,
  );
  if (!row) throw new Error("the register was not answered");
  return { ...row, folded: new Map(row.folded) };
}

type ImportPost = { readonly key: string; readonly hash: Buffer; readonly steps: readonly PlannedStep[] };
export type Imported = { readonly ok: true; readonly registered: number; readonly amended: number };

/**
 * Takes the steps of a file of systems as the person of `token`, each an event of its own, all of them or none. The same
 * post again returns its first answer. Refuses with what the database says of the first that cannot be taken (Scope).
 */
export async function importSystems(
  token: string,
  { key, hash, steps }: ImportPost,
): Promise<Imported | DatabaseRefusal> {
  try {
    return await appDb().transaction(async (tx) => {
      await tx.execute(sql`set local statement_timeout = '60s'`);
      const [row] = await rowsOf<{ answer: Imported }>(
        tx,
        sql`select import_systems(${token}, ${key}, ${hash}, ${JSON.stringify(steps)}::jsonb) as answer`,
      );
      if (!row) throw new Error("a file was imported and not answered");
      return row.answer;
    });
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal) return refusal;
    throw error;
  }
}

import { sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";

/** A token of the gate as leads see it; its secret is known to nobody. Instants are ISO texts in UTC. */
export type KnownToken = {
  readonly id: number;
  readonly name: string;
  readonly client: string;
  readonly madeBy: string;
  readonly createdAt: string;
  readonly revokedAt: string | null;
};

/** The tokens of the gate, at most 200: those that live, then those that were revoked, the latest first. */
export async function readTokens(): Promise<KnownToken[]> {
  const rows = await rowsOf<{ token: KnownToken }>(
    appDb(),
    sql`select jsonb_build_object('id', t.id, 'name', t.name, 'client', k.name, 'madeBy', p.called, 'createdAt', utc(t.created_at), 'revokedAt', utc(t.revoked_at)) as token
      from gate_tokens t join clients k on k.id = t.client_id join events e on e.id = t.event_id join people p on p.id = e.person_id
      order by t.revoked_at is not null, t.id desc limit 200`,
  );
  return rows.map((row) => row.token);
}

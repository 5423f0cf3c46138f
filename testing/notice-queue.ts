import type { Sql, TransactionSql } from "postgres";
import type { TestDatabase } from "./database";

type Message = {
  readonly id: number;
  readonly kind: string;
  readonly key: string;
  readonly to: { readonly name: string; readonly email: string } | null;
  readonly attempts: number;
  readonly [field: string]: unknown;
};

/** Reports the channels as configured, as a worker does. */
export const configure = async ({ worker }: Pick<TestDatabase, "worker">, ...channels: readonly string[]) => {
  for (const channel of channels) await worker`select report_channel_health(${channel}, true, 'somewhere')`;
};

/** Everything that was queued and stands in no list of before, as `kind: to whom`, Slack first. */
export async function queuedNotices(db: Pick<TestDatabase, "owner">, since = 0): Promise<string[]> {
  const rows = await db.owner<{ kind: string; whom: string }[]>`
    select d.kind, coalesce(p.name, d.channel) as whom from deliveries d left join people p on p.id = d.person_id where d.id > ${since} order by d.id`;
  return rows.map(({ kind, whom }) => `${kind}: ${whom}`);
}

/** The last that was queued. */
export const lastQueued = async ({ owner }: Pick<TestDatabase, "owner">): Promise<number> =>
  Number((await owner`select coalesce(max(id), 0) as id from deliveries`)[0]?.id);

/** What a worker gets when it asks for what is due by a channel. */
export async function claimDeliveries(worker: Sql | TransactionSql, channel: string, limit = 100): Promise<Message[]> {
  const [row] = await worker<{ claimed: Message[] }[]>`select claim_deliveries(${channel}, ${limit}) as claimed`;
  return row?.claimed ?? [];
}

type DeliveryAttempt = {
  readonly ok: boolean;
  readonly words: string;
  readonly reference?: string;
  readonly again?: string;
};

/** What a worker says of a try. */
export const recordAttempt = (worker: Sql, ids: readonly number[], { ok, words, reference, again }: DeliveryAttempt) =>
  worker`select record_attempts(${[...ids]}, ${ok}, ${words}, ${reference ?? null}, ${again ?? null}::interval)`;

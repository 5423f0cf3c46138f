import postgres, { type Sql, type TransactionSql } from "postgres";

type Json = { readonly [field: string]: unknown };
export type Taken = { readonly id: number; readonly status: string; readonly event: number; readonly seq: number };
type Caller = { readonly token: string };

/** Which step of the record was read last, by its number; as it stands now, or nothing said of it. */
type ReadAt = number | "now" | null;

/** Takes a step by SQL as the app's role does: the caller's token, then one row in `events`. Null makes a record. */
export const step = (
  app: Sql,
  who: Caller,
  subject: string,
  id: number | null,
  name: string,
  input: Json = {},
  readAt: ReadAt = "now",
) => app.begin((tx) => stepIn(tx, who, subject, id, name, input, readAt));

/** The same within a transaction that the test holds open. */
export async function stepIn(
  tx: TransactionSql,
  who: Caller,
  subject: string,
  id: number | null,
  name: string,
  input: Json = {},
  readAt: ReadAt = "now",
): Promise<Taken> {
  await tx`select set_config('windlass.session', ${who.token}, true)`;
  const [row] = await tx<Taken[]>`
    insert into events (subject_type, subject_id, step, read_at, input)
    values (${subject}, ${id}, ${name}, ${readAt === "now" ? tx`(select nullif(step_seq, 0) from standing(${subject}, ${id}))` : readAt}, ${JSON.stringify(input)}::text::jsonb)
    returning subject_id as id, to_status as status, id as event, seq`;
  if (!row) throw new Error("the event was not returned");
  return row;
}

export type Refused = {
  readonly code: string;
  readonly sentence: string;
  readonly because?: string;
  readonly need?: string;
  readonly field?: string;
  readonly fact?: unknown;
};

/** What the database said when it refused; fails when it did not. */
export async function refused(attempt: Promise<unknown> | (() => Promise<unknown>)): Promise<Refused> {
  try {
    await (typeof attempt === "function" ? attempt() : attempt);
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error;
    return { code: error.code, sentence: error.message, ...detailOf(error) };
  }
  throw new Error("this was not refused");
}

function detailOf({ code, detail }: postgres.PostgresError): Json {
  return code === "WL001" && detail ? JSON.parse(detail) : {};
}

import postgres, { type Sql, type TransactionSql } from "postgres";

type Json = { readonly [field: string]: unknown };
export type StepResult = { readonly id: number; readonly status: string; readonly event: number; readonly seq: number };
type Caller = { readonly token: string };

/** Which step of the record was read last, by its number; as it stands now, or nothing said of it. */
type ExpectedVersion = number | "now" | null;

/** Takes a step by SQL as the app's role does: the caller's token, then one row in `events`. Null makes a record. */
export const takeStep = (
  app: Sql,
  actor: Caller,
  recordType: string,
  id: number | null,
  name: string,
  input: Json = {},
  expectedVersion: ExpectedVersion = "now",
) => app.begin((tx) => takeStepIn(tx, actor, recordType, id, name, input, expectedVersion));

/** The same within a transaction that the test holds open. */
export async function takeStepIn(
  tx: TransactionSql,
  actor: Caller,
  recordType: string,
  id: number | null,
  name: string,
  input: Json = {},
  expectedVersion: ExpectedVersion = "now",
): Promise<StepResult> {
  await tx`select set_config('windlass.session', ${actor.token}, true)`;
  const [row] = await tx<StepResult[]>`
    insert into events (subject_type, subject_id, step, read_at, input)
    values (${recordType}, ${id}, ${name}, ${expectedVersion === "now" ? tx`(select nullif(step_seq, 0) from current_state(${recordType}, ${id}))` : expectedVersion}, ${JSON.stringify(input)}::text::jsonb)
    returning subject_id as id, to_status as status, id as event, seq`;
  if (!row) throw new Error("the event was not returned");
  return row;
}

export type RefusalDetails = {
  readonly code: string;
  readonly sentence: string;
  readonly because?: string;
  /** Its code in `lib/refusals/refusal-list.ts`. */
  readonly refusal?: string;
  readonly need?: string;
  readonly field?: string;
  readonly fact?: unknown;
};

/** What the database said when it refused; fails when it did not. */
export async function refusalFrom(attempt: Promise<unknown> | (() => Promise<unknown>)): Promise<RefusalDetails> {
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

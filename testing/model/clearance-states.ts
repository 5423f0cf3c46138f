import { PgDialect } from "drizzle-orm/pg-core";
import type { TransactionSql } from "postgres";
import { type ClearanceState, clearanceQuery, toStartState } from "@/db/api/read-clearance";
import { judge } from "@/lib/rules/judge";
import { takeStep } from "@/testing/steps";
import { tokenOf } from "@/testing/tokens/token-of";
import { personNamed, prepareFixture } from "./prepare";

class TakenBack extends Error {}

/**
 * Makes `count` states of changes, windows, approvals, entries, freezes and neighbours; of each, whether the clearance and an
 * attempt to start say the same. Returns what differed, and how often each answer was given.
 */
export async function compareClearances(count: number, random: () => number) {
  const fixture = await prepareFixture();
  const person = personNamed(fixture.people, "none");
  const { token } = await tokenOf(fixture.app, person, { scopes: ["execute"] });
  const freeze = { name: "One", covers: "all", windowStart: inHours(2000), windowEnd: inHours(2001), reason: "Rest." };
  await takeStep(fixture.app, person, "freeze", null, "place_freeze", freeze);
  const records = fixture.records.filter(({ type }) => random() < (type === "emergency" ? 0.1 : 1));
  const startable = records.filter(
    ({ type, status }) => `${type} ${status}` === "normal scheduled" || `${type} ${status}` === "standard documented",
  );
  const different: string[] = [];
  const answers: Record<string, number> = {};
  const actor = { id: person.id, name: person.name, roles: ["operator"] as const };
  const ended = await fixture.superuser
    .begin(async (tx) => {
      for (const table of ["changes", "entries", "freeze_spans", "change_systems", "people"])
        await tx.unsafe(`alter table ${table} disable trigger user`);
      for (let n = 0; n < count; n += 1) {
        const from = random() < 0.6 ? startable : records;
        const id = from[Math.floor(random() * from.length)]?.id ?? 0;
        await inSavepoint(tx, async (at) => {
          await changeState(at, id, random);
          const state = await readState(at, id);
          const verdict = judge("start", toStartState(state), actor);
          const judged = verdict.ok
            ? "taken"
            : (verdict.precondition ?? (verdict.code === "unknown" ? "status" : verdict.code));
          const attempted = await attemptStart(at, id, token);
          answers[attempted] = (answers[attempted] ?? 0) + 1;
          if (judged !== attempted)
            different.push(
              `${state.type} ${state.status} ${JSON.stringify(state.checks)}: ${judged}, not ${attempted}`,
            );
        });
      }
      throw new TakenBack();
    })
    .catch((error: unknown) => error);
  await fixture.drop();
  if (!(ended instanceof TakenBack)) throw ended;
  return { different, answers };
}

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

const inSavepoint = (tx: TransactionSql, work: (at: TransactionSql) => Promise<void>) =>
  tx
    .savepoint(async (at) => {
      await work(at);
      throw new TakenBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    });

async function changeState(tx: TransactionSql, id: number, random: () => number): Promise<void> {
  const hours = (least: number, most: number) => inHours(least + random() * (most - least));
  const starts = hours(-4, 2);
  const ends = new Date(Date.parse(starts) + (0.2 + random() * 5) * 3_600_000).toISOString();
  await tx`update changes set window_start = ${starts}, window_end = ${ends}, window_waived = ${random() < 0.2} where id = ${id} and window_start is not null`;
  await tx`update changes set approved_at = ${hours(random() < 0.3 ? -24 * 40 : -24 * 30, -24 * 29)} where id = ${id} and approved_at is not null`;
  const statuses = ["approved", "approved", "approved", "suspended", "retired", "proposed"];
  if (random() < 0.5)
    await tx`update entries set status = ${statuses[Math.floor(random() * statuses.length)] ?? ""},
      expires_on = ${random() < 0.2 ? "2020-01-01" : null} where id = (select entry_id from changes where id = ${id})`;
  if (random() < 0.3)
    await tx`insert into freeze_spans (freeze_id, during) select max(id), tstzrange(${hours(-3, -1)}, ${hours(-1, 3)}) from freezes`;
  if (random() < 0.4)
    await tx`insert into change_systems (change_id, system_id) select o.id, t.system_id from change_systems t
      cross join lateral (select id from changes where type = 'normal' and status in ('in_progress', 'failed') and id <> ${id} order by id limit 1) o where t.change_id = ${id} on conflict do nothing`;
}

async function readState(tx: TransactionSql, id: number): Promise<ClearanceState> {
  const { sql: text, params } = new PgDialect().sqlToQuery(
    clearanceQuery(id, null, { clientIds: null, systemIds: null }),
  );
  const [row] = await tx.unsafe<{ clearance: ClearanceState }[]>(text, params as never[]);
  if (!row) throw new Error(`no state of ${id}`);
  return row.clearance;
}

/** The need that does not hold, the kind of refusal, or "taken". */
async function attemptStart(tx: TransactionSql, id: number, token: string): Promise<string> {
  await tx`select set_config('windlass.session', ${token}, true)`;
  try {
    await tx.savepoint(async (at) => {
      await at`insert into events (subject_type, subject_id, step, read_at) values ('change', ${id}, 'start', (select step_seq from changes where id = ${id}))`;
    });
    return "taken";
  } catch (error) {
    const detail = JSON.parse((error as { detail?: string }).detail ?? "{}");
    return detail.need ?? detail.because ?? String(error);
  }
}

import { afterAll, beforeAll, expect, it } from "vitest";
import { migrate } from "@/db/install/migrate";
import { startNoticeWorker } from "@/db/notices/start-notice-worker";
import { emptyDatabase, newDatabase, type TestDatabase } from "@/testing/database";
import { startFakeSlack } from "@/testing/fake-slack";
import { noticeOptions } from "@/testing/notices";
import { refusalFrom } from "@/testing/steps";
import { waitUntil } from "@/testing/wait-until";

let db: TestDatabase;
beforeAll(async () => {
  db = await newDatabase();
});
afterAll(() => db.drop());

const rightsOf = (role: string) => db.superuser<{ name: string; words: string }[]>`
  select relname::text as name, string_agg(privilege, ' ' order by privilege) as words
  from pg_class c join pg_namespace n on n.oid = relnamespace, unnest(array['DELETE', 'INSERT', 'REFERENCES', 'SELECT', 'TRIGGER', 'TRUNCATE', 'UPDATE']) privilege
  where nspname = 'graphile_worker' and relkind in ('r', 'v') and has_table_privilege(${role}, c.oid, privilege) group by relname order by relname`;

it("the worker's role runs the queue and no more; the app's and the one of signing in have nothing of it", async () => {
  expect(await rightsOf("windlass_worker")).toEqual([
    { name: "_private_job_queues", words: "SELECT" },
    { name: "_private_jobs", words: "DELETE SELECT" },
    { name: "_private_known_crontabs", words: "SELECT" },
    { name: "_private_tasks", words: "SELECT" },
    { name: "migrations", words: "SELECT" },
  ]);
  const columns = await db.superuser<{ place: string }[]>`
    select lower(privilege) || ' ' || relname || '.' || attname as place from pg_attribute a join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace,
      unnest(array['INSERT', 'UPDATE']) privilege
    where nspname = 'graphile_worker' and relkind = 'r' and attnum > 0 and not attisdropped and has_column_privilege('windlass_worker', c.oid, attnum, privilege) order by 1`;
  expect(columns.map(({ place: column }) => column)).toEqual([
    "insert _private_tasks.identifier",
    "update _private_job_queues.locked_at",
    "update _private_job_queues.locked_by",
    "update _private_jobs.attempts",
    "update _private_jobs.last_error",
    "update _private_jobs.locked_at",
    "update _private_jobs.locked_by",
    "update _private_jobs.payload",
    "update _private_jobs.run_at",
  ]);
  for (const role of ["windlass_app", "windlass_signin"]) expect(await rightsOf(role)).toEqual([]);
  for (const sql of [db.app, db.signin])
    expect((await refusalFrom(sql`select graphile_worker.add_job('send_slack')`)).code).toBe("42501");
  expect((await refusalFrom(db.worker`select graphile_worker.add_job('send_slack')`)).code).toBe("42501");
});

it("is there once after every start, and dead jobs are removed", async () => {
  await db.owner`select graphile_worker.add_job('send_slack', job_key => 'x')`;
  await db.owner`update graphile_worker._private_jobs set attempts = max_attempts`;
  const policies = () =>
    db.owner`select tablename, oid from pg_policies p join pg_policy on polname = policyname and polrelid = ('graphile_worker.' || tablename)::regclass order by 1`;
  const before = await policies();
  expect(before).toHaveLength(4);
  await migrate(db.url("owner"), "demo");
  expect(await policies()).toEqual(before);
  expect(await db.owner`select from graphile_worker._private_jobs`).toHaveLength(0);
});

it("behind one plain address for all roles the worker runs it as well", async () => {
  const empty = await emptyDatabase();
  const slack = await startFakeSlack();
  const logged: string[] = [];
  await migrate(empty.url("owner"), "demo");
  const worker = startNoticeWorker(
    noticeOptions(empty.url("owner"), { slack: { by: "webhook", url: slack.url } }, (words) => logged.push(words)),
  );
  try {
    const configured = () => empty.owner`select from channel_states where channel = 'slack' and configured`;
    await waitUntil(async () => (await configured()).length === 1);
    await empty.owner`select graphile_worker.add_job('send_slack')`;
    await waitUntil(async () => (await empty.owner`select from graphile_worker._private_jobs`).length === 0);
    expect(logged).toEqual([]);
  } finally {
    await worker.stop();
    await slack.goOffline();
    await empty.drop();
  }
});

it("the app can call the workers away, and they come back", async () => {
  const code = process.exitCode;
  const logged: string[] = [];
  const worker = startNoticeWorker(
    noticeOptions(db.url("worker"), { slack: { by: "webhook", url: "http://127.0.0.1:9" } }, (words) =>
      logged.push(words),
    ),
  );
  try {
    const isListening = () =>
      db.superuser`select from pg_stat_activity where application_name = 'windlass notices' and datname = current_database() and query like 'LISTEN%'`;
    await waitUntil(async () => (await isListening()).length === 1);
    await db.app`select pg_notify('worker:migrate', '{"breaking": true}')`;
    await db.owner`select graphile_worker.add_job('send_slack', run_at => now() + interval '1 second')`;
    await waitUntil(async () => (await db.owner`select from graphile_worker._private_jobs`).length === 0);
  } finally {
    await worker.stop();
    process.exitCode = code;
  }
});

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { retryDelaySeconds } from "@/lib/notices/retry-delay";
import { startFakeSlack } from "@/testing/fake-slack";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import {
  alertOf,
  botSettings,
  failChange,
  failedChange,
  noticeOptions,
  runningChange,
  webhookSettings,
} from "@/testing/notices";
import { takeStep } from "@/testing/steps";
import { waitUntil } from "@/testing/wait-until";
import { type NoticeWorker, startNoticeWorker } from "./start-notice-worker";

type Slack = Awaited<ReturnType<typeof startFakeSlack>>;
type Options = Parameters<typeof startNoticeWorker>[0];

let fixture: Fixture;
let slack: Slack;
const logged: string[] = [];
let workers: NoticeWorker[] = [];
let children: ChildProcess[] = [];

beforeAll(async () => {
  fixture = await newFixture();
});
beforeEach(async () => {
  slack = await startFakeSlack();
  logged.length = 0;
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await Promise.all(workers.map((worker) => worker.stop()));
  await slack.goOffline().catch(() => {});
  await fixture.owner`update installation set clock_offset = '0'`;
  [workers, children] = [[], []];
});
afterAll(() => fixture.drop());

const options = (more: Partial<Options> = {}): Options => ({
  ...noticeOptions(fixture.url("worker"), { slack: webhookSettings(slack.url) }, (words) => logged.push(words)),
  ...more,
});

function start(more: Partial<Options> = {}): NoticeWorker {
  const worker = startNoticeWorker(options(more));
  workers.push(worker);
  return worker;
}

/** A worker that is a process, once it runs. */
async function startApart(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "testing/notice-process.ts"], {
    env: { ...process.env, WORKER: JSON.stringify(options()) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  if (child.stdout) await once(child.stdout, "data");
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

/** Lets the minute pass for which a killed worker had claimed what it sent. */
const endClaims = () =>
  fixture.owner.begin(async (tx) => {
    const triggers = await tx<{ name: string }[]>`
      select tgname as name from pg_trigger where tgrelid = 'deliveries'::regclass and not tgisinternal`;
    for (const { name } of triggers) await tx`alter table deliveries disable trigger ${tx(name)}`;
    await tx`update deliveries set leased_until = clock_timestamp() where leased_until is not null`;
    for (const { name } of triggers) await tx`alter table deliveries enable always trigger ${tx(name)}`;
  });

const delivered = (change: number) =>
  waitUntil(async () => {
    const alert = await alertOf(fixture, change);
    return alert?.status === "delivered" && alert;
  });
const about = (change: number) => slack.accepted.filter(({ text }) => text.includes(`/changes/CHG-${change}\n`));
const attempts = (delivery: number) =>
  fixture.owner<{ ok: boolean; words: string }[]>`
    select ok, words from delivery_attempts where delivery_id = ${delivery} order by id`;
const failures = async (change: number) => {
  const alert = await alertOf(fixture, change);
  return (alert ? await attempts(alert.id) : []).filter(({ ok }) => !ok).map(({ words }) => words);
};
const soon: typeof retryDelaySeconds = ({ retryAfterSeconds }) => Math.max(retryAfterSeconds ?? 0, 0.05);

it("an alert arrives once, with who, what, system, rollback plan and its links", async () => {
  start();
  const id = await failedChange(fixture, "A dashboard", "It shows nothing & <!channel> is blank.");
  const alert = await delivered(id);
  await pause(300);
  const [message, ...others] = about(id);
  expect(others).toEqual([]);
  expect(message?.path).toBe("/services/T0/B0/secret-webhook");
  const lines = message?.text.split("\n") ?? [];
  expect(lines[0]).toBe(`*CHG-${id} failed: A dashboard*`);
  expect(lines[1]).toMatch(/^Reported by Operator Two, .* CES?T \((?:\d+ \w+ \d{4}, )?\d\d:\d\d UTC\)\.$/);
  expect(lines.slice(2, -1)).toEqual([
    "System: dns (Acme)",
    "What was done: Add the dashboard latency.",
    "What went wrong: It shows nothing &amp; &lt;!channel&gt; is blank.",
    "Rollback plan: Delete the dashboard latency.",
    `Change: https://windlass.example.com/changes/CHG-${id}`,
  ]);
  expect(lines.at(-1)).toMatch(/^Incident: https:\/\/windlass\.example\.com\/incidents\/INC-\d+$/);
  expect(alert).toMatchObject({ attempts: 1, sent_to: expect.stringMatching(/^Slack, by a webhook at 127/) });
  expect(logged).toEqual([]);
});

it("through 500, 429 with Retry-After, silence and a day of absence exactly one arrives, and no step waits", async () => {
  let wait = 0.05;
  const id = await runningChange(fixture, "Through it all");
  const turns = [
    { status: 500, body: "oops" },
    { status: 429, body: "slow down", headers: { "retry-after": "1" } },
    null,
  ];
  const at: number[] = [];
  slack.answerWith(() => {
    at.push(performance.now());
    if (at.length === turns.length) wait = 3600;
    return turns[at.length - 1] ?? null;
  });
  start({ timeoutMs: 500, nextTry: (one) => Math.max(one.retryAfterSeconds ?? 0, wait) });
  await failChange(fixture, id);
  await waitUntil(() => at.length === 3);
  // It holds the third message and says nothing: a step is taken meanwhile, and the alert is not delivered.
  await takeStep(fixture.app, fixture.operator, "change", id, "note", { comment: "Looking." });
  expect(await failures(id)).toHaveLength(2);
  await waitUntil(async () => (await failures(id)).length === 3);
  expect((at[2] ?? 0) - (at[1] ?? 0)).toBeGreaterThan(990);
  await slack.goOffline();
  await fixture.owner`update installation set clock_offset = '2 hours'`;
  await waitUntil(async () => (await failures(id)).length === 4);
  expect(await failures(id)).toEqual([
    "Slack answered 500 (oops).",
    "Slack answered 429 (slow down): too many messages.",
    "Slack cannot be reached (no answer in time).",
    "Slack cannot be reached (ECONNREFUSED).",
  ]);
  expect(await alertOf(fixture, id)).toMatchObject({
    status: "queued",
    last_error: expect.stringContaining("REFUSED"),
  });
  slack.answerWith(() => ({ status: 200, body: "ok" }));
  await slack.comeBack();
  await fixture.owner`update installation set clock_offset = '26 hours'`;
  const alert = await delivered(id);
  await pause(200);
  expect(alert.attempts).toBe(5);
  expect(about(id)).toHaveLength(1);
  expect((await attempts(alert.id)).filter(({ ok }) => ok)).toHaveLength(1);
  // Told once, not at each try.
  expect(logged).toEqual([expect.stringMatching(/^A notice could not be sent by a webhook at .* Slack answered 500/)]);
});

it("a wrong webhook does not cost the alert: it is tried seldom, for three days, and says where to look", async () => {
  slack.answerWith(() => ({ status: 404, body: "no_service" }));
  const retries: Parameters<typeof retryDelaySeconds>[0][] = [];
  start({
    nextTry: (one) => {
      retries.push(one);
      return retryDelaySeconds(one);
    },
  });
  const id = await failedChange(fixture, "Nobody there");
  await waitUntil(async () => (await failures(id)).length === 1);
  expect(await failures(id)).toEqual([
    "Slack answered 404 (no_service): check SLACK_WEBHOOK_URL. Retrying every 30 minutes for three days.",
  ]);
  expect(retries).toMatchObject([{ failures: 1, isConfigurationError: true }]);
  expect(await alertOf(fixture, id)).toMatchObject({ status: "queued" });
  await fixture.owner`update installation set clock_offset = '73 hours'`;
  await waitUntil(async () => (await alertOf(fixture, id))?.status === "given_up");
});

it("a worker that is killed while it sends, or after the change failed, loses none", async () => {
  slack.answerWith(() => null);
  const child = await startApart();
  const sending = await failedChange(fixture, "Killed in the middle");
  await waitUntil(() => slack.requests.length === 1);
  await kill(child);
  const waiting = await failedChange(fixture, "Nobody was there");
  slack.answerWith(() => ({ status: 200, body: "ok" }));
  start();
  await delivered(waiting);
  // Ours for a minute, as far as anybody knows.
  expect(await alertOf(fixture, sending)).toMatchObject({ status: "queued", attempts: 0 });
  await endClaims();
  await delivered(sending);
  expect(about(sending)).toHaveLength(1);
  expect(about(waiting)).toHaveLength(1);
});

it("a worker that stops while it sends stops at once, and the next sends at once", async () => {
  slack.answerWith(() => null);
  const worker = start();
  const id = await failedChange(fixture, "Stopped in the middle");
  await waitUntil(() => slack.requests.length === 1);
  await worker.stop();
  slack.answerWith(() => ({ status: 200, body: "ok" }));
  start();
  await delivered(id);
  expect(await failures(id)).toEqual(["Windlass stopped while sending this."]);
});

it("two workers at once send each alert once", async () => {
  start();
  start();
  const ids: number[] = [];
  for (let index = 0; index < 6; index += 1) ids.push(await failedChange(fixture, `Of two ${index}`));
  for (const id of ids) await delivered(id);
  await pause(200);
  expect(ids.map((id) => about(id).length)).toEqual(ids.map(() => 1));
});

it("a storm is one message, in which each failure keeps who, where, number and link", async () => {
  const ids: number[] = [];
  for (let index = 0; index < 7; index += 1) ids.push(await failedChange(fixture, `In the storm ${index}`));
  start();
  for (const id of ids) await delivered(id);
  expect(slack.accepted).toHaveLength(1);
  const [{ text } = { text: "" }] = slack.accepted;
  expect(text.split("\n")[0]).toBe("*7 notices at once, 7 of them for failed changes*");
  for (const [index, id] of ids.entries())
    expect(text).toContain(
      `CHG-${id} failed: In the storm ${index}\nReported by Operator Two.\nSystem: dns (Acme)\nChange: https://windlass.example.com/changes/CHG-${id}`,
    );
  expect((await alertOf(fixture, ids[0] ?? 0))?.sent_to).toMatch(/, one message of 7 notices$/);
});

it("by a bot, what concerns a change answers its first message, and an alert is shown in the channel as well", async () => {
  let ts = 1;
  slack.answerWith(() => ({
    status: 200,
    body: JSON.stringify({ ok: true, ts: `1700000000.00000${ts++}` }),
    headers: { "content-type": "application/json" },
  }));
  start({ channels: { slack: botSettings(slack.url), email: null } });
  await waitUntil(
    async () => (await fixture.owner`select from channel_states where destination like '#ops%'`).length === 1,
  );
  const { id } = await takeStep(
    fixture.app,
    fixture.operator,
    "change",
    null,
    "declare",
    firstInput.emergency(fixture),
  );
  await waitUntil(() => slack.accepted.length === 1);
  await failChange(fixture, id);
  expect(await delivered(id)).toMatchObject({ reference: "1700000000.000002", sent_to: "Slack, #ops" });
  const [first, second] = slack.accepted;
  expect(first?.path).toBe("/api/chat.postMessage");
  expect(first?.fields).toMatchObject({ channel: "#ops", unfurl_links: "false" });
  expect(first?.fields).not.toHaveProperty("thread_ts");
  expect(second?.fields).toMatchObject({ thread_ts: "1700000000.000001", reply_broadcast: "true" });
});

it("a thread that is gone is left: the message goes to the channel", async () => {
  slack.answerWith(({ fields }) => ({
    status: 200,
    body: JSON.stringify(
      fields.thread_ts ? { ok: false, error: "thread_not_found" } : { ok: true, ts: "1700000000.1" },
    ),
  }));
  start({ channels: { slack: botSettings(slack.url), email: null } });
  await waitUntil(
    async () => (await fixture.owner`select from channel_states where destination like '#ops%'`).length === 1,
  );
  const { id } = await takeStep(
    fixture.app,
    fixture.operator,
    "change",
    null,
    "declare",
    firstInput.emergency(fixture),
  );
  await waitUntil(() => slack.requests.length === 1);
  await failChange(fixture, id);
  await delivered(id);
  expect(slack.requests.map(({ fields }) => fields.thread_ts)).toEqual([undefined, "1700000000.1", undefined]);
});

it("what Slack's interface refuses is told by its word", async () => {
  const answerWords = (words: Record<string, unknown>) => ({ status: 200, body: JSON.stringify(words) });
  slack.answerWith(() => answerWords({ ok: false, error: "channel_not_found" }));
  start({ channels: { slack: botSettings(slack.url), email: null }, nextTry: () => 3600 });
  const id = await failedChange(fixture, "Nowhere");
  await waitUntil(async () => (await failures(id)).length === 1);
  expect(await failures(id)).toEqual([
    "Slack answered 200 (channel_not_found): check SLACK_BOT_TOKEN and SLACK_CHANNEL. Retrying every 30 minutes for three days.",
  ]);
});

it("outlives its connections, and a job that a dead worker holds", async () => {
  start();
  await delivered(await failedChange(fixture, "Before"));
  for (let round = 0; round < 3; round += 1) {
    await fixture.superuser`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'windlass notices' and datname = current_database()`;
    await delivered(await failedChange(fixture, `After loss ${round}`));
  }
  await Promise.all(workers.map((worker) => worker.stop()));
  const id = await failedChange(fixture, "Held");
  await fixture.superuser`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a dead one'`;
  start();
  await delivered(id);
});

it("secrets are in no log, no delivery and no event", async () => {
  slack.answerWith(({ path }) => ({ status: 403, body: `no ${slack.url}${path}, that is no ${path}` }));
  const webhook = start();
  const first = await failedChange(fixture, "By webhook");
  await waitUntil(async () => (await failures(first)).length === 1);
  await webhook.stop();
  slack.answerWith(() => ({ status: 200, body: '{"ok": false, "error": "who is xoxb-secret-token"}' }));
  start({ channels: { slack: botSettings(slack.url), email: null }, nextTry: soon });
  const second = await failedChange(fixture, "By bot");
  await waitUntil(async () => (await failures(second)).length > 1);
  expect((await failures(second))[0]).toMatch(/^Slack answered 200 \(who is …\)/);
  const remaining = await fixture.owner`
    select to_jsonb(d) as row from deliveries d union all select to_jsonb(a) from delivery_attempts a
    union all select to_jsonb(e) - 'hash' - 'prev_hash' from events e union all select to_jsonb(s) from channel_states s`;
  expect(logged.length).toBeGreaterThan(0);
  expect(JSON.stringify([remaining, logged]).match(/.{0,80}secret-.{0,20}/)).toBeNull();
});

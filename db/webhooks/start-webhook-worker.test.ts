import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { takeStep } from "@/testing/steps";
import { waitUntil } from "@/testing/wait-until";
import { type EndpointReply, type Received, startFakeEndpoint } from "@/testing/webhooks/fake-endpoint";
import { addWebhook } from "@/testing/webhooks/webhook-steps";
import { resolveHost } from "./resolve-host";
import { startWebhookWorker } from "./start-webhook-worker";

let fixture: Fixture;
const ends: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  fixture = await newFixture();
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end().catch(() => {});
  for (const { id } of await fixture.owner<{ id: number }[]>`select id from webhooks where status = 'enabled'`)
    await takeStep(fixture.app, fixture.lead, "webhook", id, "disable_webhook");
});
afterAll(() => fixture.drop());

type WorkerOptions = Parameters<typeof startWebhookWorker>[0];
function startWorker(options: Partial<WorkerOptions> = {}) {
  const lines: string[] = [];
  const worker = startWebhookWorker({
    url: fixture.url("worker"),
    appUrl: "https://windlass.example.com",
    isDemonstration: false,
    networks: { allowedNetworks: ["127.0.0.0/8"], allowsLoopback: false },
    log: (line) => lines.push(line),
    intervalMs: 20,
    timeoutMs: 300,
    nextTry: ({ retryAfterSeconds }) => retryAfterSeconds ?? 0.03,
    maxPauseMs: 30,
    ...options,
  });
  ends.push(worker.stop);
  return { lines, stop: worker.stop };
}

async function endpoint(reply?: (received: Received) => EndpointReply) {
  const started = await startFakeEndpoint(reply);
  ends.push(started.goOffline);
  return started;
}

const draft = async () =>
  (await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture))).id;
const submit = (change: number) => takeStep(fixture.app, fixture.operator, "change", change, "submit");
const note = (change: number) =>
  takeStep(fixture.app, fixture.operator, "change", change, "note", { comment: "Looks fine." });

type Body = { type: string; timestamp: string; data: Record<string, unknown> };
/** What the library of the standard reads from a message, which throws where it does not verify. */
const verified = (key: string, { body, headers }: Received) => new Webhook(key).verify(body, headers) as Body;

const undelivered = async (webhook: number) =>
  Number(
    (
      await fixture.owner`select count(*) as n from deliveries where webhook_id = ${webhook} and status <> 'delivered'`
    )[0]?.n,
  );
const attemptsOf = (webhook: number) =>
  fixture.owner<{ ok: boolean; words: string; status_code: number | null; answer: string | null }[]>`
    select a.ok, a.words, a.status_code, a.answer from delivery_attempts a join deliveries d on d.id = a.delivery_id where d.webhook_id = ${webhook} order by a.id`;

/** Three steps of one change and one of another, sent to an endpoint that is in trouble until `recover`. */
async function throughTrouble(reply: () => EndpointReply, options: Partial<WorkerOptions> = {}) {
  const target = await endpoint(reply);
  const { id, key } = await addWebhook(fixture, fixture.lead, { address: `${target.url}/hook?token=secret-token` });
  const first = await draft();
  await submit(first);
  await note(first);
  const second = await draft();
  const { lines } = startWorker(options);
  await waitUntil(() => target.received.length > 1);
  target.answerWith(() => ({ status: 200, body: "thanks" }));
  await waitUntil(async () => target.accepted.length === 4 && (await undelivered(id)) === 0);
  return { target, id, key, first, second, lines };
}

describe("each message arrives once after an endpoint", () => {
  it.each<[string, EndpointReply]>([
    ["failed", { status: 500, body: "no" }],
    ["was too slow", null],
    ["had enough", { status: 429, headers: { "retry-after": "0" } }],
    ["sent elsewhere", { status: 302, headers: { location: "http://127.0.0.1:1/" } }],
    ["refused", { status: 403 }],
  ])("%s", async (_, reply) => {
    const { target, id, key, first, second } = await throughTrouble(() => reply);
    const messages = target.accepted.map((message) => verified(key, message));
    const ids = target.accepted.map(({ headers }) => headers["webhook-id"]);
    expect(new Set(ids).size).toBe(4);
    expect(messages.filter(({ data }) => data.number === `CHG-${first}`).map(({ type }) => type)).toEqual([
      "change.draft",
      "change.submit",
      "change.note",
    ]);
    expect(messages.filter(({ data }) => data.number === `CHG-${second}`)).toHaveLength(1);
    const attempts = await attemptsOf(id);
    expect(attempts.filter(({ ok }) => ok)).toHaveLength(4);
    expect(attempts.find(({ ok }) => !ok)?.status_code ?? null).toBe(reply?.status ?? null);
    // What was tried first came again under its own id.
    expect(target.received.filter(({ headers }) => headers["webhook-id"] === ids[0]).length).toBeGreaterThan(1);
  });

  it("was down", async () => {
    const target = await endpoint();
    await target.goOffline();
    const { id, key } = await addWebhook(fixture, fixture.lead, { address: target.url });
    await draft();
    startWorker();
    await waitUntil(async () => (await attemptsOf(id)).length > 1);
    await target.comeBack();
    await waitUntil(async () => (await undelivered(id)) === 0);
    expect(target.accepted.map((message) => verified(key, message).type)).toEqual(["change.draft"]);
    expect((await attemptsOf(id))[0]?.words).toBe("The endpoint cannot be reached (ECONNREFUSED).");
  });
});

describe("an endpoint", () => {
  it("is sent a thin message: no free text, and a page to read more", async () => {
    const target = await endpoint();
    const { id, key } = await addWebhook(fixture, fixture.lead, { address: target.url });
    const change = await draft();
    startWorker();
    await waitUntil(async () => (await undelivered(id)) === 0 && target.accepted.length === 1);
    const [message] = target.accepted;
    if (!message) throw new Error("a message came");
    const body = verified(key, message);
    expect(body).toEqual({
      type: "change.draft",
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      data: {
        record: "change",
        number: `CHG-${change}`,
        step: "draft",
        status: "draft",
        event: expect.any(Number),
        url: `https://windlass.example.com/changes/CHG-${change}`,
      },
    });
    expect(() => new Webhook(`whsec_${"A".repeat(43)}=`).verify(message.body, message.headers)).toThrow();
  });

  it("is not tried again before the time that it asks for", async () => {
    const target = await endpoint(() => ({ status: 429, headers: { "retry-after": "3600" } }));
    const { id } = await addWebhook(fixture, fixture.lead, { address: target.url });
    await draft();
    startWorker();
    await waitUntil(async () => (await attemptsOf(id)).length === 1);
    const [row] = await fixture.owner<{ waits: boolean }[]>`
      select next_attempt_at > windlass_now() + interval '50 minutes' as waits from deliveries where webhook_id = ${id}`;
    expect(row?.waits).toBe(true);
    expect(target.received).toHaveLength(1);
  });

  it("that is gone is sent nothing more, and its webhook is disabled", async () => {
    const target = await endpoint(() => ({ status: 410 }));
    const { id } = await addWebhook(fixture, fixture.lead, { address: target.url });
    await Promise.all([draft(), draft()]);
    startWorker();
    await waitUntil(
      async () =>
        (await fixture.owner`select from deliveries where webhook_id = ${id} and status = 'dropped'`).length === 1,
    );
    expect(target.received).toHaveLength(1);
    const [row] = await fixture.owner`select status from webhooks where id = ${id}`;
    expect(row?.status).toBe("disabled");
  });

  it("says what is recorded in one short line, without the secrets that it was sent", async () => {
    const wordy = (received: Received) => ({
      status: 400,
      body: `No:\n${received.path} ${received.headers["webhook-signature"]} ${"x".repeat(40_000)}`,
    });
    const target = await endpoint(wordy);
    const { id, key } = await addWebhook(fixture, fixture.lead, { address: `${target.url}/hook?token=secret-token` });
    await draft();
    const { lines } = startWorker({ nextTry: () => null });
    const [attempt] = await waitUntil(async () => {
      const attempts = await attemptsOf(id);
      return attempts.length > 0 && attempts;
    });
    expect(attempt?.answer).toMatch(/^No: … … x+…$/);
    expect(attempt?.answer?.length).toBeLessThanOrEqual(200);
    const [{ canonical } = { canonical: "" }] = await fixture.owner<{ canonical: string }[]>`
      select string_agg(e.canonical, ' ') as canonical from events e join deliveries d on e.subject_type = 'delivery' and e.subject_id = d.id where d.webhook_id = ${id}`;
    for (const text of [canonical, ...lines])
      for (const secret of ["secret-token", key, "xxx"]) expect(text).not.toContain(secret);
  });

  it("that refuses one message gets the others at once", async () => {
    const refused = await draft();
    const target = await endpoint(({ body }) => ({ status: body.includes(`CHG-${refused}"`) ? 422 : 204 }));
    await addWebhook(fixture, fixture.lead, { address: target.url });
    await note(refused);
    for (let n = 0; n < 3; n += 1) await draft();
    startWorker({ nextTry: () => 3600, maxPauseMs: 3_600_000 });
    await waitUntil(() => target.accepted.length === 3);
    expect(target.received).toHaveLength(4);
  });

  it("that is dead or slow delays no other", async () => {
    const [slow, quick] = [await endpoint(() => null), await endpoint()];
    await addWebhook(fixture, fixture.lead, { address: slow.url });
    const { id } = await addWebhook(fixture, fixture.lead, { address: quick.url });
    for (let n = 0; n < 5; n += 1) await draft();
    startWorker({ timeoutMs: 60_000 });
    await waitUntil(async () => quick.accepted.length === 5 && (await undelivered(id)) === 0);
    expect(slow.received).toHaveLength(1);
  });
});

describe("the address of an endpoint", () => {
  it("is found once for each message, and the connection is made to what was found", async () => {
    const target = await endpoint();
    const found: string[] = [];
    // A name that leads to this machine when it is judged, and to a cloud's secrets whenever it is looked up again.
    const rebinding = async (hostname: string) => {
      found.push(hostname);
      return [found.length % 2 === 1 ? "127.0.0.1" : "169.254.169.254"];
    };
    const { id } = await addWebhook(fixture, fixture.lead, { address: `http://rebinds.example:${target.port}/hook` });
    const change = await draft();
    startWorker({ resolve: rebinding });
    await waitUntil(async () => (await undelivered(id)) === 0 && target.accepted.length === 1);
    expect(found).toEqual(["rebinds.example"]);
    expect(target.accepted[0]?.host).toBe(`rebinds.example:${target.port}`);
    await note(change);
    await waitUntil(() => target.accepted.length === 2);
    await waitUntil(async () => (await undelivered(id)) === 0);
    expect((await attemptsOf(id)).map(({ words }) => words)).toContainEqual(
      expect.stringContaining("The address is in a private network."),
    );
    expect(target.received).toHaveLength(2);
  });

  it("is refused where it is private, unless its network is allowed", async () => {
    const target = await endpoint();
    const { id } = await addWebhook(fixture, fixture.lead, { address: target.url });
    await draft();
    const refusing = startWorker({ networks: { allowedNetworks: ["10.0.0.0/8"], allowsLoopback: false } });
    await waitUntil(async () => (await attemptsOf(id)).length > 1);
    await refusing.stop();
    expect(target.received).toHaveLength(0);
    startWorker();
    await waitUntil(async () => target.accepted.length === 1 && (await undelivered(id)) === 0);
  });

  it("of a name that leads nowhere is tried again", async () => {
    const target = await endpoint();
    let isKnown = false;
    const { id } = await addWebhook(fixture, fixture.lead, { address: `http://hooks.example:${target.port}/` });
    await draft();
    startWorker({ resolve: async () => (isKnown ? ["127.0.0.1"] : []) });
    await waitUntil(async () => (await attemptsOf(id)).length > 1);
    isKnown = true;
    await waitUntil(async () => target.accepted.length === 1 && (await undelivered(id)) === 0);
    expect(await resolveHost("[::1]")).toEqual(["::1"]);
  });
});

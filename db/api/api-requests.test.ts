import { generateKeyPairSync, verify } from "node:crypto";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { collections } from "@/lib/api/collections";
import { openApiDocument } from "@/lib/api/openapi-document";
import { readOperations } from "@/lib/api/read-operations";
import { stepOperations } from "@/lib/api/step-operations";
import { rulesOf } from "@/lib/rules/rules";
import { connect } from "@/testing/database";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { answerValidator } from "@/testing/openapi-client/answer-validator";
import type { SignedIn } from "@/testing/people";
import { newSigner, signLog } from "@/testing/sign-log";
import { takeStep } from "@/testing/steps";
import { daysFromNow, tokenOf } from "@/testing/tokens/token-of";
import { newApiToken } from "./api-token";

const { answerApiRequest } = await import("@/app/api/v1/answer-api-request");
const document = openApiDocument([...readOperations, ...stepOperations()], {
  appUrl: "http://localhost:3000",
  version: "1",
});
const validate = answerValidator(JSON.parse(JSON.stringify(document)));

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
process.env.GATE_KEY = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

let fixture: Fixture;
let bearer: string;
beforeAll(async () => {
  fixture = await newFixture();
  const own = { DATABASE_URL: fixture.url("app"), WINDLASS_DEMO: "1", APP_URL: "http://localhost:3000" };
  Object.assign(process.env, own);
  bearer = await secretOf(fixture.operator);
});
afterAll(() => fixture.drop());

const secretOf = async (person: SignedIn, over: object = {}) => (await tokenOf(fixture.app, person, over)).token;

type Answer = { status: number; text: string; body: Record<string, never>; headers: Headers };
type Sent = { token?: string; body?: unknown; raw?: string; headers?: Record<string, string> };

/** Asks the API as a client does; every answer is held to the OpenAPI document. */
async function ask(method: string, path: string, { token = bearer, body, raw, headers }: Sent = {}): Promise<Answer> {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const request = new NextRequest(`http://localhost:3000/api/v1${path}`, {
    ...{
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(sent && { "content-type": "application/json" }),
        ...headers,
      },
    },
    ...(sent !== undefined && { body: sent }),
  });
  const response = await answerApiRequest(request);
  const text = await response.text();
  const [contentType = ""] = (response.headers.get("content-type") ?? "").split(";");
  if (method !== "HEAD") validate(method, path.split("?")[0] ?? "", response.status, contentType, JSON.parse(text));
  return { status: response.status, text, body: method === "HEAD" ? {} : JSON.parse(text), headers: response.headers };
}

const normal = () => firstInput.normal(fixture);
async function drafted(): Promise<string> {
  return (await ask("POST", "/changes", { body: normal() })).body.number as unknown as string;
}

describe("who asks", () => {
  it("has to send a token that works: 401 with a challenge, and nothing of a session counts", async () => {
    for (const sent of [
      { token: "" },
      { token: newApiToken("person") },
      { token: fixture.operator.token },
      { token: "x" },
    ]) {
      const { status, body, headers } = await ask("GET", "/changes", sent);
      expect([status, body.title, headers.get("www-authenticate")]).toEqual([
        401,
        "Unauthorized",
        expect.stringMatching(/^Bearer/),
      ]);
    }
    const cookie = { token: "", headers: { cookie: `windlass-session=${fixture.operator.token}` } };
    expect((await ask("POST", "/changes", { body: normal(), ...cookie })).status).toBe(401);
  });

  it("learns who they are, and how many requests are left", async () => {
    const { status, body, headers } = await ask("GET", "/me");
    expect([status, body.person]).toEqual([200, { id: fixture.operator.id, name: "Operator One" }]);
    expect(headers.get("ratelimit-policy")).toBe('"person";q=1200;w=60');
    expect(headers.get("ratelimit")).toMatch(/^"person";r=\d+;t=\d+$/);
  });

  it("has to wait after 1,200 requests in a minute: 429 with when", async () => {
    const person = fixture.reviewer2;
    const token = await secretOf(person);
    await ask("GET", "/me", { token });
    await fixture.owner`update rate_limits set points = 1200 where key = ${`api by person:${person.id}`}`;
    const { status, body, headers } = await ask("GET", "/me", { token });
    expect([status, body.title, headers.get("ratelimit")]).toEqual([
      429,
      "Too many requests",
      expect.stringContaining("r=0"),
    ]);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("may be somewhere else than the token allows, or lack its scope: 403", async () => {
    const elsewhere = await secretOf(fixture.operator, { networks: "192.0.2.0/24" });
    expect((await ask("GET", "/changes", { token: elsewhere })).status).toBe(403);
    const executing = await secretOf(fixture.operator, { scopes: ["execute"] });
    expect((await ask("GET", "/changes", { token: executing })).body.detail).toContain("scope “read”");
    expect((await ask("POST", "/changes", { token: executing, body: normal() })).body.detail).toContain(
      "scope “propose”",
    );
  });
});

describe("an address", () => {
  it("that does not exist is a problem, and a wrong method says which is right", async () => {
    for (const path of ["/nope", "", "/changes/CHG-1/steps/none", "/changes/CHG-1/steps"]) {
      const { status, headers } = await ask("GET", path);
      expect([status, headers.get("content-type")]).toEqual([404, "application/problem+json"]);
    }
    for (const [method, path, allowed] of [
      ["DELETE", "/changes", "GET, HEAD, POST"],
      ["GET", "/changes/CHG-1/steps/submit", "POST"],
      ["GET", "/changes/CHG-1/steps/approve", "POST"],
      ["PUT", "/me", "GET, HEAD"],
    ] as const)
      expect((await ask(method, path)).headers.get("allow"), path).toBe(allowed);
    expect((await ask("HEAD", "/me")).text).toBe("");
  });

  it("of a record that is not there is 404", async () => {
    for (const path of [
      "/changes/CHG-9",
      "/changes/1001",
      "/changes/CHG-01",
      "/incidents/INC-1",
      "/systems/99",
      "/systems/x",
      "/catalogue/99",
      "/freezes/9",
      "/on-call/9",
      "/deliveries/999999",
    ])
      expect((await ask("GET", path)).status, path).toBe(404);
    expect((await ask("POST", "/changes/CHG-9/steps/submit")).status).toBe(404);
  });
});

describe("a body", () => {
  it("is JSON of named fields, bounded in length and depth", async () => {
    const refused = async (raw: string, headers = {}) => (await ask("POST", "/changes", { raw, headers })).status;
    expect(await refused("{")).toBe(400);
    expect(await refused("[]")).toBe(400);
    expect(await refused(`{"title":${"[".repeat(100_000)}`)).toBe(400);
    expect(await refused("a=b", { "content-type": "application/x-www-form-urlencoded" })).toBe(415);
    expect(await refused(JSON.stringify({ title: "x".repeat(1_100_000) }))).toBe(413);
  });

  it("with a field that is none, is missing or does not fit is refused with a sentence each", async () => {
    const { status, body } = await ask("POST", "/changes", {
      raw: '{"type":"normal","__proto__":{"a":1},"status":"closed","systems":"1","expectedMinutes":1.5}',
    });
    expect(status).toBe(422);
    expect(body.fields).toMatchObject({
      status: expect.stringContaining("no field"),
      title: "“title” is missing.",
      systems: expect.any(String),
      expectedMinutes: expect.any(String),
    });
    expect(Object.keys(body.fields ?? {})).toContain("__proto__");
    expect((await ask("POST", "/changes", { body: {} })).body.fields).toHaveProperty("type");
    const links = await ask("POST", "/changes", { body: { ...normal(), links: "javascript:alert(1)" } });
    expect(links.body.fields).toHaveProperty("links");
  });

  it("with a credential is refused before it is stored", async () => {
    const { status, body } = await ask("POST", "/changes", {
      body: { ...normal(), what: `Use ghp_${"a1B2".repeat(9)} there.` },
    });
    expect([status, Object.keys(body.fields ?? {})]).toEqual([422, ["what"]]);
  });

  it("names instants with their offset", async () => {
    const { body } = await ask("POST", "/changes", {
      body: { type: "emergency", trigger: "restore_service", what: "Failing over.", startedAt: "2026-01-01T10:00:00" },
    });
    expect(body.fields).toEqual({ startedAt: expect.stringContaining("offset") });
  });
});

describe("a step", () => {
  it("is taken, answers with event and version, and its record has that ETag", async () => {
    const made = await ask("POST", "/changes", { body: normal() });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ step: "draft", status: "draft", version: 1 });
    expect(made.headers.get("location")).toBe(made.body.href);
    const { number } = made.body;
    const submitted = await ask("POST", `/changes/${number}/steps/submit`, { headers: { "if-match": '"1"' } });
    expect([submitted.status, submitted.body.status, submitted.headers.get("etag")]).toEqual([200, "submitted", '"2"']);
    const read = await ask("GET", `/changes/${number}`);
    expect(read.headers.get("etag")).toBe('"2"');
    expect(read.body.steps).toContainEqual(expect.objectContaining({ step: "revise", allowed: true }));
    const [row] =
      await fixture.owner`select token_id is not null as "byToken" from events where id = ${submitted.body.event ?? 0}`;
    expect(row).toEqual({ byToken: true });
  });

  it("declares an emergency, fails it, and its incident is investigated", async () => {
    const { body } = await ask("POST", "/changes", { body: { ...firstInput.emergency(fixture), type: "emergency" } });
    expect(body.status).toBe("in_progress");
    expect(
      (await ask("POST", `/changes/${body.number}/steps/fail`, { body: { reason: "It broke." } })).body.status,
    ).toBe("failed");
    const [incident] = (await ask("GET", "/incidents")).body.items as unknown as { number: string }[];
    const findings = [{ finding: "Haste.", owner: fixture.operator2.id, due: "2030-01-01" }];
    const done = await ask("POST", `/incidents/${incident?.number}/steps/investigate`, {
      body: { rootCause: "A typo.", findings },
    });
    expect(done.body.status).toBe("investigated");
    expect((await ask("GET", `/incidents/${incident?.number}`)).body.findings).toHaveLength(1);
  });

  it("that a person decides is refused to every token, with the sentence and on its chain", async () => {
    const number = await drafted();
    const lead = await secretOf(fixture.lead);
    for (const path of [`/changes/${number}/steps/approve`, `/changes/${number}/steps/redact`]) {
      const { status, body } = await ask("POST", path, { token: lead, body: { redacted: 1, reason: "x" } });
      expect([status, body.detail]).toEqual([403, expect.stringContaining("No token can take")]);
    }
    const [met] = await fixture.owner`select count(*)::int as times from refusals where person_id = ${fixture.lead.id}`;
    expect(met?.times).toBe(2);
  });

  it("that is not possible says why, who can and its clause, as the page does", async () => {
    const number = await drafted();
    const foreign = await ask("POST", `/changes/${number}/steps/submit`, { token: await secretOf(fixture.operator2) });
    expect(foreign.body).toMatchObject({
      status: 403,
      clause: "normal-submitted",
      whoCan: ["Operator One"],
      type: "http://localhost:3000/policy#normal-submitted",
    });
    const early = await ask("POST", `/changes/${number}/steps/start`);
    expect(early.body).toMatchObject({ status: 409, detail: expect.stringContaining("is draft") });
    const bare = (await ask("POST", "/changes", { body: { type: "normal", title: "Bare", systems: [fixture.dns] } }))
      .body.number;
    expect((await ask("POST", `/changes/${bare}/steps/submit`)).body).toMatchObject({
      status: 409,
      need: "facts_written",
    });
  });

  it("taken on an older version is 412 with what happened and the version now, also beside the steps", async () => {
    const number = await drafted();
    await ask("POST", `/changes/${number}/steps/submit`);
    for (const [step, body] of [
      ["revise", { reason: "Wrong." }],
      ["note", { comment: "Late." }],
    ] as const) {
      const stale = await ask("POST", `/changes/${number}/steps/${step}`, { body, headers: { "if-match": '"1"' } });
      expect(stale.body, step).toMatchObject({
        status: 412,
        version: 2,
        detail: expect.stringContaining("Operator One submitted"),
      });
    }
    expect(
      (await ask("POST", `/changes/${number}/steps/note`, { body: { comment: "On." }, headers: { "if-match": "*" } }))
        .status,
    ).toBe(200);
    expect((await ask("POST", `/changes/${number}/steps/submit`, { headers: { "if-match": "2" } })).status).toBe(400);
  });

  it("of an edit is the difference to the record", async () => {
    const number = await drafted();
    const same = await ask("POST", `/changes/${number}/steps/edit`, { body: { title: normal().title } });
    expect(same.body).toMatchObject({ status: 422, detail: expect.stringContaining("changed nothing") });
    expect((await ask("POST", `/changes/${number}/steps/edit`, { body: { impact: "None." } })).body.version).toBe(2);
    expect((await ask("GET", `/changes/${number}`)).body.impact).toBe("None.");
    expect((await ask("POST", `/changes/${number}/steps/edit`, { body: { impact: null } })).status).toBe(200);
    expect((await ask("GET", `/changes/${number}`)).body.impact).toBeNull();
  });
});

describe("every step of the rulebook", () => {
  it("is open to the scope of its row and to no other, on every kind of record", async () => {
    const number = await drafted();
    const found = { change: number, incident: "INC-1001", entry: fixture.standardEntry, system: fixture.dns } as const;
    const scopes = ["read", "propose", "execute", "observe"] as const;
    const tokens = await Promise.all(scopes.map((scope) => secretOf(fixture.operator, { scopes: [scope] })));
    const seen: string[] = [];
    for (const [recordType, record] of Object.entries(found) as [keyof typeof found, string | number][])
      for (const rule of rulesOf(recordType).filter(({ derived, from }) => !derived && from !== "new"))
        for (const [at, token] of tokens.entries()) {
          const path = `/${collections[recordType].path}/${record}/steps/${rule.step}`;
          const { status, body } = await ask("POST", path, { token, body: { nothing: "of it" } });
          const why = String(body.detail).match(/No token can take|does not have the scope/)?.[0];
          const open = rule.tokenScope === scopes[at];
          expect([status === 403, why], `${path} ${scopes[at]}`).toEqual(
            open ? [false, undefined] : [true, rule.tokenScope ? "does not have the scope" : "No token can take"],
          );
          seen.push(rule.step);
        }
    expect(new Set(seen).size).toBeGreaterThan(35);
  });

  it("of a standard change is taken around a command: documented before, logged after", async () => {
    const body = firstInput.standard(fixture);
    const { number } = (await ask("POST", "/changes", { body })).body;
    const step = async (name: string, fields?: object) =>
      (await ask("POST", `/changes/${number}/steps/${name}`, { body: fields })).body.status;
    expect(await step("document")).toBe("documented");
    expect(await step("start")).toBe("in_progress");
    expect(await step("log", { actual: "Added." })).toBe("closed");
    expect(await step("fail", { reason: "It shows nothing." })).toBe("failed");
    expect(await step("begin_rollback")).toBe("failed");
    expect(await step("roll_back", { outcome: "complete", actual: "Deleted." })).toBe("rolled_back");
  });
});

describe("an Idempotency-Key", () => {
  it("gives the same bytes again, also for an edit that would change nothing now, and 422 for another body", async () => {
    const number = await drafted();
    const edit = (why: string, key: string) =>
      ask("POST", `/changes/${number}/steps/edit`, { body: { why }, headers: { "idempotency-key": key } });
    const answers = await Promise.all(Array.from({ length: 12 }, () => edit("Because.", "one")));
    expect(new Set(answers.map(({ status, text, headers }) => `${status} ${text} ${headers.get("etag")}`)).size).toBe(
      1,
    );
    expect(answers[0]?.status).toBe(200);
    expect((await edit("Otherwise.", "one")).body).toMatchObject({
      status: 422,
      detail: expect.stringContaining("Idempotency-Key"),
    });
    const other = {
      token: await secretOf(fixture.operator),
      body: { why: "By another token." },
      headers: { "idempotency-key": "one" },
    };
    expect((await ask("POST", `/changes/${number}/steps/edit`, other)).status).toBe(200);
    expect((await edit("Again.", "x".repeat(256))).status).toBe(400);
  });
});

describe("a list", () => {
  it("is walked while others write: no row twice, none lost", async () => {
    for (let at = 0; at < 30; at += 1) await drafted();
    const before = await fixture.owner<{ number: string }[]>`select number from changes order by id`;
    const seen: string[] = [];
    let path: string | null = "/changes?limit=7";
    while (path !== null) {
      const page: Answer = await ask("GET", path);
      seen.push(...(page.body.items as unknown as { number: string }[]).map(({ number }) => number));
      await drafted();
      if (seen.length > 200) break;
      path = (page.body.next as unknown as string | null)?.replace("http://localhost:3000/api/v1", "") ?? null;
      if (seen.length > before.length + 12) break;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.slice(0, before.length)).toEqual(before.map(({ number }) => number));
  });

  it("refuses what is no limit, no cursor and no filter of it", async () => {
    for (const query of [
      "limit=0",
      "limit=201",
      "limit=x",
      "cursor=x",
      `cursor=${btoa('["/systems",3]')}`,
      "status=none",
      "nope=1",
      "limit=1&limit=2",
    ])
      expect((await ask("GET", `/changes?${query}`)).status, query).toBe(400);
  });

  it("is filtered, and shows a limited token what it is limited to", async () => {
    const foreign = await takeStep(fixture.app, fixture.operator, "system", null, "register", {
      name: "foreign",
      client: "Other",
    });
    await takeStep(fixture.app, fixture.operator, "change", null, "draft", { ...normal(), systems: [foreign.id] });
    const both = await takeStep(fixture.app, fixture.operator, "change", null, "draft", {
      ...normal(),
      systems: [foreign.id, fixture.dns],
    });
    const numbers = async (path: string, token = bearer) =>
      ((await ask("GET", path, { token })).body.items as unknown as Record<string, unknown>[]).map(
        (row) => row.number ?? row.id,
      );
    expect(await numbers(`/changes?system=${foreign.id}`)).toHaveLength(2);
    expect(await numbers("/changes?status=in_progress&type=normal")).toEqual([]);
    const limited = await secretOf(fixture.operator, { systems: [foreign.id] });
    expect(await numbers("/changes", limited)).toHaveLength(1);
    expect(await numbers("/systems", limited)).toEqual([foreign.id]);
    expect(await numbers("/catalogue", limited)).toEqual([]);
    expect(await numbers("/catalogue")).toEqual([fixture.standardEntry, fixture.routineEntry]);
    expect((await ask("GET", `/changes/CHG-${both.id}`, { token: limited })).status).toBe(404);
    expect((await ask("POST", `/changes/CHG-${both.id}/steps/submit`, { token: limited })).status).toBe(404);
    for (const path of ["/events", "/deliveries"])
      expect((await ask("GET", path, { token: limited })).status).toBe(403);
  });

  it("is there for every kind of record, each row as the document says", async () => {
    const freeze = {
      name: "Now",
      covers: "client:1",
      windowStart: daysFromNow(-0.5),
      windowEnd: daysFromNow(2),
      timezone: "UTC",
      reason: "So.",
    };
    const { id } = await takeStep(fixture.app, fixture.lead, "freeze", null, "place_freeze", freeze);
    const shifts = [[fixture.operator.id, daysFromNow(1), daysFromNow(2), "primary"]];
    const roster = await ask("POST", "/on-call/steps/place_shifts", { body: { name: "Next", shifts } });
    expect(roster.status).toBe(201);
    await signLog(fixture.worker, newSigner());
    for (const path of [
      "/changes",
      "/incidents",
      "/systems",
      "/freezes",
      "/catalogue",
      "/on-call",
      "/deliveries",
      "/events",
    ])
      expect((await ask("GET", path)).body.items, path).not.toEqual([]);
    for (const path of [
      `/freezes/${id}`,
      `/on-call/${roster.body.number}`,
      `/systems/${fixture.dns}`,
      `/catalogue/${fixture.standardEntry}`,
    ])
      expect((await ask("GET", path)).headers.get("etag"), path).toMatch(/^"\d"$/);
    const [delivery] = (await ask("GET", "/deliveries")).body.items as unknown as { id: number }[];
    expect((await ask("GET", `/deliveries/${delivery?.id}`)).status).toBe(200);
    const events = (await ask("GET", "/events?limit=200")).body.items as unknown as {
      index: number;
      canonical: string;
    }[];
    expect(events.map(({ index }) => index)).toEqual(events.map((_, at) => at + 1));
    expect((await ask("GET", "/openapi.json", { token: "" })).body.openapi).toBe("3.1.0");
  });
});

it("answers 503 and when to come again while the database is away", async () => {
  const elsewhere = connect(fixture.url("superuser").replace(fixture.name, "postgres"), 1);
  const [here, away] = [elsewhere(fixture.name), elsewhere(`${fixture.name}_away`)];
  await elsewhere`alter database ${here} with allow_connections false`;
  await elsewhere`select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = ${fixture.name}`;
  await elsewhere`alter database ${here} rename to ${away}`;
  const { status, body, headers } = await ask("GET", "/changes");
  await elsewhere`alter database ${away} rename to ${here}`;
  await elsewhere`alter database ${here} with allow_connections true`;
  await elsewhere.end();
  expect([status, body.title, headers.get("retry-after")]).toEqual([503, "Service unavailable", "5"]);
});

describe("a clearance", () => {
  beforeAll(async () => {
    const placed = await fixture.owner<{ id: number }[]>`select id from freezes where status = 'placed'`;
    for (const { id } of placed)
      await takeStep(fixture.app, fixture.lead, "freeze", id, "lift_freeze", { reason: "It is over." });
    const suspended = await fixture.owner<{ id: number }[]>`select id from entries where status = 'suspended'`;
    for (const { id } of suspended) await takeStep(fixture.app, fixture.lead, "entry", id, "approve_entry");
  });

  it("allows what may start and denies what may not, signed, with clause and sentence", async () => {
    const { id } = await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.standard(fixture));
    const path = `/changes/CHG-${id}/clearance`;
    const denied = await ask("GET", path);
    expect([denied.status, denied.body]).toMatchObject([200, { answer: "deny", clause: "standard-operator" }]);
    await takeStep(fixture.app, fixture.operator, "change", id, "document");
    const allowed = await ask("GET", `${path}?system=DNS&nonce=abc`);
    expect(allowed.body).toMatchObject({
      ...{ answer: "allow", reason: `CHG-${id} may start now.`, revision: 1, systems: ["dns"] },
      question: { change: `CHG-${id}`, system: "DNS", nonce: "abc" },
    });
    const { signature, ...signed } = allowed.body as unknown as Record<string, unknown> & { signature: string };
    const [head = "", body = "", seal = ""] = signature.split(".");
    expect(verify(null, Buffer.from(`${head}.${body}`), publicKey, Buffer.from(seal, "base64url"))).toBe(true);
    expect(JSON.parse(Buffer.from(body, "base64url").toString())).toEqual(signed);
    expect((await ask("GET", `${path}?system=web`)).body).toMatchObject({ answer: "deny", clause: "scope" });
    expect((await ask("GET", "/changes/CHG-999999/clearance")).status).toBe(404);
    expect((await ask("GET", `${path}?who=me`)).status).toBe(400);
  });
});

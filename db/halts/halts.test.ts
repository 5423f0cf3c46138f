import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fixture, newFixture } from "@/testing/fixture";
import { hashOf, type SignedIn } from "@/testing/people";
import { refusalFrom, takeStep } from "@/testing/steps";

// Scope: application deploys are halted by operators, and pipelines of one client ask whether they are.

let fixture: Fixture;
let acme: number;
let other: number;
beforeAll(async () => {
  fixture = await newFixture();
  await takeStep(fixture.app, fixture.operator, "system", null, "register", { name: "shop", client: "Other" });
  const named = async (name: string) =>
    Number((await fixture.owner<{ id: string }[]>`select id from clients where name = ${name}`)[0]?.id);
  [acme, other] = [await named("Acme"), await named("Other")];
});
afterAll(() => fixture.drop());

const placeHalt = (who: SignedIn, input: object) =>
  takeStep(fixture.app, who, "halt", null, "place_halt", { reason: "Checkout is down.", ...input });
const lift = (who: SignedIn, id: number) =>
  takeStep(fixture.app, who, "halt", id, "lift_halt", { reason: "It is up again." });

async function makeToken(client: number, by = fixture.lead) {
  const secret = randomBytes(32).toString("base64url");
  const input = { name: "Pipeline", ofClient: client, gateToken: hashOf(secret).toString("hex") };
  await takeStep(fixture.app, by, "installation", 1, "make_token", input);
  return secret;
}

type Found = { client?: string; foreign?: string; noSystem?: string; inTheWay?: { kind: string; reason?: string }[] };
type Question = {
  client?: string;
  application?: string;
  environment?: string;
  system?: string;
  freezes?: boolean;
  changes?: boolean;
};

async function ask(secret: string, question: Question = {}): Promise<Found | null> {
  const { client = "Acme", application = null, environment = null, system = null } = question;
  const [row] = await fixture.app<
    { found: Found | null }[]
  >`select answer_gate(${hashOf(secret)}, ${client}, ${application}, ${environment},
    ${system}, ${question.freezes ?? false}, ${question.changes ?? false}) as found`;
  return row?.found ?? null;
}

const inTheWay = async (secret: string, question: Question = {}) => (await ask(secret, question))?.inTheWay?.length;

describe("a halt", () => {
  it("is placed by any operator and lifted by its placer or a lead, by nobody else", async () => {
    for (const who of [fixture.auditor, fixture.nobody])
      expect(await refusalFrom(placeHalt(who, { client: "Acme" }))).toMatchObject({ because: "who" });
    const own = await placeHalt(fixture.operator, { client: "Acme" });
    expect(await refusalFrom(lift(fixture.reviewer, own.id))).toMatchObject({ because: "who" });
    expect((await lift(fixture.operator, own.id)).status).toBe("lifted");
    expect(await refusalFrom(lift(fixture.operator, own.id))).toMatchObject({ because: "status" });
    const theirs = await placeHalt(fixture.operator, { application: "shop" });
    expect((await lift(fixture.lead, theirs.id)).status).toBe("lifted");
  });

  it("is of a registered client, an application or an environment", async () => {
    expect(await refusalFrom(placeHalt(fixture.operator, {}))).toMatchObject({
      need: "halt_aimed",
      fact: { none: true },
    });
    expect(await refusalFrom(placeHalt(fixture.operator, { client: "Nobody Ltd" }))).toMatchObject({
      fact: { unknown: "Nobody Ltd" },
    });
    expect(await refusalFrom(placeHalt(fixture.operator, { client: "Acme", reason: " " }))).toMatchObject({
      field: "reason",
    });
  });

  it("is written by events alone, whoever connects", async () => {
    const { id } = await placeHalt(fixture.operator, { client: "Acme" });
    const insert = fixture.owner`insert into gate_tokens (name, client_id, token_sha256, event_id, created_at)
      values ('x', ${acme}, ${randomBytes(32)}, 1, now())`;
    const writes = [
      fixture.owner`update halts set lifted_at = now(), status = 'lifted' where id = ${id}`,
      fixture.owner`delete from halts where id = ${id}`,
      fixture.owner`truncate halts cascade`,
      insert,
    ];
    for (const write of writes) expect(await refusalFrom(write)).toMatchObject({ because: "kept" });
    await lift(fixture.operator, id);
  });
});

describe("the gate", () => {
  it("denies from the moment a halt is placed, and allows from the moment it is lifted", async () => {
    const token = await makeToken(acme);
    expect(await ask(token)).toMatchObject({ client: "Acme", inTheWay: [] });
    const { id } = await placeHalt(fixture.operator, {
      client: "Acme",
      application: "shop",
      environment: "production",
    });
    expect(await ask(token, { application: "shop", environment: "production" })).toMatchObject({
      inTheWay: [{ kind: "halt", reason: "Checkout is down." }],
    });
    await lift(fixture.operator, id);
    expect(await ask(token, { application: "shop", environment: "production" })).toMatchObject({ inTheWay: [] });
  });

  it("counts a halt exactly where it is about what is asked; what a question leaves open is all", async () => {
    const token = await makeToken(acme);
    const places = [null, "a", "b"];
    for (const application of places)
      for (const environment of places)
        for (const client of [null, "Acme", "Other"]) {
          const named = Object.fromEntries(
            Object.entries({ client, application, environment }).filter(([, value]) => value !== null),
          );
          if (Object.keys(named).length === 0) continue;
          const { id } = await placeHalt(fixture.operator, named);
          for (const haltedApplication of places)
            for (const of of places) {
              const meets = (halted: string | null, question: string | null) =>
                halted === null || question === null || halted === question;
              const expected = client !== "Other" && meets(application, haltedApplication) && meets(environment, of);
              const found = await inTheWay(token, {
                application: haltedApplication ?? undefined,
                environment: of ?? undefined,
              });
              expect({ named, asked: haltedApplication, of, found }).toEqual({
                named,
                asked: haltedApplication,
                of,
                found: expected ? 1 : 0,
              });
            }
          await lift(fixture.lead, id);
        }
  });

  it("answers a token's own client alone, and no token that is unknown or revoked", async () => {
    const token = await makeToken(acme);
    expect(await ask(token, { client: "Other" })).toEqual({ foreign: "Acme" });
    expect(await ask(token, { client: String(other) })).toEqual({ foreign: "Acme" });
    expect(await ask(token, { client: "acme" })).toMatchObject({ client: "Acme" });
    expect(await ask(randomBytes(32).toString("base64url"))).toBeNull();
    const [row] = await fixture.owner<
      { id: number }[]
    >`select id from gate_tokens where token_sha256 = ${hashOf(token)}`;
    const revoke = () => takeStep(fixture.app, fixture.lead, "installation", 1, "revoke_token", { token: row?.id });
    expect(
      await refusalFrom(takeStep(fixture.app, fixture.operator, "installation", 1, "revoke_token", { token: row?.id })),
    ).toMatchObject({ because: "who" });
    await revoke();
    expect(await ask(token)).toBeNull();
    expect(await refusalFrom(revoke())).toMatchObject({ because: "field" });
    expect(
      await refusalFrom(fixture.owner`update gate_tokens set revoked_at = null where id = ${row?.id ?? 0}`),
    ).toMatchObject({ because: "kept" });
  });

  it("gives tokens by leads alone; the secret is in no event, and the app cannot read its hash", async () => {
    const token = await makeToken(acme);
    for (const who of [fixture.operator, fixture.reviewer, fixture.auditor])
      expect(await refusalFrom(makeToken(acme, who))).toMatchObject({ because: "who" });
    expect(await refusalFrom(makeToken(9_999))).toMatchObject({ field: "ofClient" });
    expect(await fixture.owner`select id from events where position(${token} in canonical) > 0`).toEqual([]);
    expect(await refusalFrom(fixture.app`select token_sha256 from gate_tokens`)).toMatchObject({ code: "42501" });
  });

  it("counts freezes and running changes of its client's systems when it is asked to", async () => {
    const token = await makeToken(acme);
    const hour = (from: number) => new Date(Date.now() + from * 3_600_000).toISOString();
    const freeze = await takeStep(fixture.app, fixture.lead, "freeze", null, "place_freeze", {
      name: "Year end",
      covers: `system:${fixture.dns}`,
      windowStart: hour(-1),
      windowEnd: hour(1),
      reason: "Closing the books.",
    });
    const declared = await takeStep(fixture.app, fixture.operator, "change", null, "declare", {
      trigger: "restore_service",
      what: "Failing over.",
      systems: [fixture.web],
    });
    expect(await inTheWay(token)).toBe(0);
    expect((await ask(token, { freezes: true }))?.inTheWay).toMatchObject([{ kind: "freeze", freeze: "Year end" }]);
    expect((await ask(token, { changes: true }))?.inTheWay).toMatchObject([{ kind: "change", systems: ["web"] }]);
    expect(await inTheWay(token, { freezes: true, changes: true, system: "web" })).toBe(1);
    expect(await ask(token, { freezes: true, system: "shop" })).toEqual({ noSystem: "shop" });
    expect(await inTheWay(await makeToken(other), { client: "Other", freezes: true, changes: true })).toBe(0);
    await takeStep(fixture.app, fixture.lead, "freeze", freeze.id, "lift_freeze", { reason: "Done." });
    await takeStep(fixture.app, fixture.operator, "change", declared.id, "stand_down", { reason: "It came back." });
    expect(await inTheWay(token, { freezes: true, changes: true })).toBe(0);
  });
});

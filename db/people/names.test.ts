import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { hashOf } from "@/testing/people";
import { refusalFrom, takeStep } from "@/testing/steps";

// Names are compared as people read them: by one function, in the register, at the gate and under the indexes.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const fold = async (name: string) => (await fixture.owner`select fold_name(${name}) as name`)[0]?.name;
const register = (name: string, client = "Acme") =>
  takeStep(fixture.app, fixture.operator, "system", null, "register", { name, client });

/** The same name to whoever reads it, in other characters. */
const spellings: readonly (readonly [string, string])[] = [
  ["case", "PORTAL café 1"],
  ["NFD", "Portal cafe\u0301 1"],
  ["a no-break blank", "Portal\u00a0café 1"],
  ["double blanks", "Portal  café \t 1"],
  ["blanks around it", "\u3000Portal café 1\u2003"],
  ["a zero-width space", "Por\u200btal café 1"],
  ["a soft hyphen", "Por\u00adtal café 1"],
  ["a variation selector", "Portal\ufe0f café 1"],
  ["a tag of U+E0000", "Portal\u{e0041} café 1"],
  ["a word joiner within a cluster", "Portal cafe\u2060\u0301 1"],
  ["full-width letters", "Ｐｏｒｔａｌ café １"],
  ["mathematical letters", "𝐏𝗼𝓻𝕥𝚊𝓁 café 1"],
  ["Cyrillic letters", "Роrtаl саfé 1"],
  ["Greek letters", "Ρortαl café 1"],
  ["a circled digit", "Portal café ①"],
];

describe("fold_name", () => {
  it.each(spellings)("sees through %s", async (_, name) => {
    expect(await fold(name)).toBe(await fold("Portal café 1"));
  });

  it.each([
    ["Straße", "STRASSE"],
    ["ΟΔΟΣ", "οδος"],
    ["ﬁle", "FILE"],
    ["Mail – In", "mail - in"],
    ["Client’s", "client's"],
    ["НАЙТИ", "найти"],
  ])("%s and %s are one", async (one, other) => {
    expect(await fold(one)).toBe(await fold(other));
  });

  it.each([
    ["db1", "dbl"],
    ["web-1", "web 1"],
    ["web-1", "web1"],
    ["cafe", "café"],
    ["портал", "порта"],
    ["数据库", "数据"],
    ["a/b", "a:b"],
  ])("%s and %s are two", async (one, other) => {
    expect(await fold(one)).not.toBe(await fold(other));
  });

  it("folds what is folded to itself, and is one of the immutable functions that an index may use", async () => {
    for (const [, name] of spellings) expect(await fold(String(await fold(name)))).toBe(await fold(name));
    const [found] = await fixture.owner`select provolatile from pg_proc where proname = 'fold_name'`;
    expect(found?.provolatile).toBe("i");
  });
});

describe("a system", () => {
  beforeAll(() => register("Portal café 1"));

  it.each(spellings)("is not registered again in %s, nor is another renamed to it", async (_, name) => {
    const again = { field: "name", sentence: expect.stringContaining("“Portal café 1”") };
    expect(await refusalFrom(register(name))).toMatchObject(again);
    expect(
      await refusalFrom(takeStep(fixture.app, fixture.operator, "system", fixture.dns, "amend_system", { name })),
    ).toMatchObject(again);
  });

  it("names its client, and the twin as it is spelled", async () => {
    expect(await refusalFrom(register("PORTAL Café 1"))).toMatchObject({
      refusal: "system_is_there",
      fact: { name: "PORTAL Café 1", client: "Acme", as: "Portal café 1" },
    });
  });

  it("of another client is another one, and may be renamed to another spelling of its own name", async () => {
    const { id } = await register("portal CAFÉ 1", "Borea");
    expect(
      await takeStep(fixture.app, fixture.operator, "system", id, "amend_system", { name: "Portal café 1" }),
    ).toMatchObject({ status: "managed" });
  });

  it("is one of a client that is known, however its client is spelled", async () => {
    expect(await refusalFrom(register("other", "ACME"))).toMatchObject({
      field: "client",
      sentence: expect.stringContaining("“Acme”"),
    });
    expect(await refusalFrom(register("other", "Асmе"))).toMatchObject({ field: "client" });
  });

  it("has no twin when two are registered at once", async () => {
    const ended = await Promise.allSettled([register("Race"), register("RACE"), register("race ")]);
    expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const clients = await Promise.allSettled([register("x", "New client"), register("y", "NEW CLIENT")]);
    expect(clients.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("has no twin by the owner's own hand: the indexes hold it", async () => {
    await expect(
      fixture.superuser.begin(async (tx) => {
        await tx`alter table clients disable trigger all`;
        await tx`insert into clients (name) values ('ACME ')`;
      }),
    ).rejects.toThrow(/a_client_is_there_once_however_it_is_spelled/);
  });
});

describe("the gate", () => {
  const ask = async (
    secret: Buffer,
    question: { client?: string; application?: string; environment?: string; system?: string },
  ) => {
    const { client = "Acme", application = null, environment = null, system = null } = question;
    const [row] = await fixture.app<{ found: { inTheWay?: unknown[]; noSystem?: string } }[]>`
      select answer_gate(${secret}, ${client}, ${application}, ${environment}, ${system}, true, true) as found`;
    return row?.found;
  };
  const denied = { inTheWay: [{ kind: "halt" }] };
  let secret: Buffer;
  beforeAll(async () => {
    const token = randomBytes(32).toString("base64url");
    secret = hashOf(token);
    const [acme] = await fixture.owner<{ id: number }[]>`select id from clients where name = 'Acme'`;
    const input = { name: "Pipeline", ofClient: acme?.id, gateToken: secret.toString("hex") };
    await takeStep(fixture.app, fixture.lead, "installation", 1, "make_token", input);
    const halt = { client: "Acme", application: "Portal café 1", environment: "Production", reason: "It is down." };
    await takeStep(fixture.app, fixture.operator, "halt", null, "place_halt", halt);
  });

  it.each(spellings)("denies a halted application in %s", async (_, application) => {
    expect(await ask(secret, { application, environment: "production" })).toMatchObject(denied);
  });

  it.each(["PRODUCTION", "Pro\u00adduction", "production\u00a0", "Рroduсtion"])(
    "denies it in the environment %j",
    async (environment) => {
      expect(await ask(secret, { application: "portal café 1", environment })).toMatchObject(denied);
    },
  );

  it("takes what names nothing that anybody sees as left open", async () => {
    expect(await ask(secret, { application: "\u200b", environment: "\u2800" })).toMatchObject(denied);
    expect(await ask(secret, { application: "another", environment: "production" })).toMatchObject({ inTheWay: [] });
  });

  it("knows its client and a system however they are spelled, and what is not there it does not know", async () => {
    expect(await ask(secret, { client: "ＡＣＭＥ", application: "Portal café 1", system: "DNS" })).toMatchObject(
      denied,
    );
    expect(await ask(secret, { application: "x", system: "nowhere" })).toMatchObject({ noSystem: "nowhere" });
  });
});

describe("a freeze", () => {
  it("of a system is not passed by a twin of it: there is none", async () => {
    expect(await refusalFrom(register("ＤＮＳ"))).toMatchObject({ field: "name" });
    expect(
      await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture)),
    ).toMatchObject({
      status: "draft",
    });
  });
});

describe("a catalogue entry", () => {
  const propose = (title: string, input: object = {}) =>
    takeStep(fixture.app, fixture.operator, "entry", null, "propose", {
      ...{
        entryKind: "standard",
        title,
        category: "DNS",
        systems: [fixture.dns],
        what: "A.",
        rollbackPlan: "Undo it.",
      },
      ...{ verification: "See.", ...input },
    });

  it("is not proposed under the title of one that may be used, in another spelling", async () => {
    const first = await propose("Add a record");
    const again = await refusalFrom(propose("ADD  a recоrd"));
    expect(again).toMatchObject({ field: "title", sentence: expect.stringContaining("as “Add a record”") });
    expect(await propose("Add A Record", { replaces: first.id })).toMatchObject({ status: "proposed" });
    await takeStep(fixture.app, fixture.lead, "entry", first.id, "retire", { reason: "Not used." });
    expect(await refusalFrom(propose("ADD a record"))).toMatchObject({ field: "title" });
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readHistory } from "@/db/changes/read-history";
import { readPerson } from "@/db/people/read-person";
import { chainErrors } from "@/db/replay/chain-errors";
import { replayDifferences } from "@/db/replay/replay";
import { readChangeAudits } from "@/db/report/read-change-audits";
import { ruleOf, rulesOf, type Step } from "@/lib/rules/rules";
import { tokenScopes } from "@/lib/tokens/token-scopes";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { hashOf, type SignedIn, signIn } from "@/testing/people";
import { refusalFrom, takeStep } from "@/testing/steps";
import { daysFromNow, type MadeToken, tokenOf } from "@/testing/tokens/token-of";
import { isApiToken, newApiToken } from "./api-token";
import { listTokensOf } from "./list-api-tokens";
import { readTokenCaller } from "./read-token-caller";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
  process.env.DATABASE_URL = fixture.url("app");
});
afterAll(async () => {
  expect(await chainErrors(fixture.owner)).toEqual([]);
  expect(await replayDifferences(fixture.owner)).toEqual([]);
  await fixture.drop();
});

const makeToken = (person: SignedIn, over: object = {}) => tokenOf(fixture.app, person, over);
const revoke = (who: SignedIn, token: MadeToken) =>
  takeStep(fixture.app, who, "person", token.id, "revoke_token", { token: token.tokenId });
const draft = (who: SignedIn, over: object = {}) =>
  takeStep(fixture.app, who, "change", null, "draft", { ...firstInput.normal(fixture), ...over });

describe("a token", () => {
  it("has a prefix, 256 bits and a checksum", () => {
    const token = newApiToken("person");
    expect(token).toMatch(/^wlp_[\w-]{49}$/);
    expect(isApiToken(token)).toBe(true);
    expect(isApiToken(newApiToken("service_account"))).toBe(true);
    const [other] = token.slice(10) === "A" ? ["B"] : ["A"];
    expect(isApiToken(`${token.slice(0, 10)}${token[10] === other ? "B" : other}${token.slice(11)}`)).toBe(false);
    for (const text of ["", "wlp_", "x".repeat(1_000_000), `${token}\n`]) expect(isApiToken(text)).toBe(false);
  });

  it("takes the steps of an operator, and its event, history and report name person and token", async () => {
    const token = await makeToken(fixture.operator);
    const { id, event } = await draft(token);
    await takeStep(fixture.app, token, "change", id, "submit");
    const [row] = await fixture.owner<{ person_id: number; token_id: number; session_id: null; said: number }[]>`
      select person_id::int, token_id::int, session_id, (canonical::jsonb ->> 'token')::int as said from events where id = ${event}`;
    expect(row).toEqual({
      person_id: fixture.operator.id,
      token_id: token.tokenId,
      session_id: null,
      said: token.tokenId,
    });
    expect((await readHistory("change", id)).map(({ token: by }) => by)).toEqual(["“pipeline”", "“pipeline”"]);
    expect((await readPerson(fixture.operator.id))?.actions[0]).toMatchObject({ step: "submit", token: "“pipeline”" });
    const [audit] = await readChangeAudits([id]);
    expect(audit?.submitted).toMatchObject({ name: "Operator One", token: "“pipeline”" });
  });

  it("carries its number into what its steps cause", async () => {
    const token = await makeToken(fixture.operator);
    const { id } = await takeStep(fixture.app, token, "change", null, "declare", firstInput.emergency(fixture));
    await takeStep(fixture.app, token, "change", id, "fail", { reason: "It got worse." });
    const rows = await fixture.owner<{ step: string; by: number }[]>`
      select step, token_id::int as by from events where cause_id in (select id from events where subject_type = 'change' and subject_id = ${id}) order by id`;
    expect(rows).toEqual([
      { step: "record_roster", by: token.tokenId },
      { step: "open", by: token.tokenId },
    ]);
  });

  it("never decides, whoever its person is: the app's role gets the sentence", async () => {
    const { id } = await draft(fixture.operator);
    await takeStep(fixture.app, fixture.operator, "change", id, "submit");
    const reviewer = await makeToken(fixture.reviewer);
    expect(await refusalFrom(takeStep(fixture.app, reviewer, "change", id, "review"))).toMatchObject({
      code: "WL001",
      because: "token",
      refusal: "token_never_decides",
    });
    await takeStep(fixture.app, fixture.reviewer, "change", id, "review");
    const lead = await makeToken(fixture.lead);
    for (const [step, input] of [
      ["approve", {}],
      ["reject", { reason: "No." }],
      ["redact", { redacted: 1, reason: "No." }],
    ] as const)
      expect(await refusalFrom(takeStep(fixture.app, lead, "change", id, step, input))).toMatchObject({
        refusal: "token_never_decides",
      });
    expect(await refusalFrom(takeStep(fixture.app, lead, "person", fixture.lead.id, "make_token", {}))).toMatchObject({
      refusal: "token_never_decides",
    });
  });

  it("of a lead acts as an operator: it cancels no change of another author", async () => {
    const { id } = await draft(fixture.operator);
    const lead = await makeToken(fixture.lead);
    expect(await refusalFrom(takeStep(fixture.app, lead, "change", id, "cancel", { reason: "No." }))).toMatchObject({
      because: "who",
    });
    await takeStep(fixture.app, fixture.lead, "change", id, "cancel", { reason: "No." });
  });

  it("takes each step that its scopes have in the rulebook and no other", async () => {
    const one = await makeToken(fixture.operator, { scopes: ["read"] });
    const { id } = await draft(fixture.operator);
    for (const scope of tokenScopes.filter((each) => each !== "metrics" && each !== "scim")) {
      const token = await makeToken(fixture.operator, { scopes: [scope] });
      for (const step of stepsOfChanges) {
        const refused = await refusalFrom(takeStep(fixture.app, token, "change", id, step, {}, null)).catch(() => null);
        const needed = ruleOf("change", step, "normal")?.tokenScope;
        const expected =
          needed === undefined ? "token_never_decides" : needed !== scope ? "token_lacks_scope" : undefined;
        if (expected && refused?.because !== "status") expect([step, refused?.refusal]).toEqual([step, expected]);
      }
    }
    expect(await refusalFrom(draft(one))).toMatchObject({ refusal: "token_lacks_scope" });
  });

  it("is refused when it is revoked, by its person or a lead, and when it is over", async () => {
    const token = await makeToken(fixture.operator);
    expect(await refusalFrom(revoke(fixture.operator2, token))).toMatchObject({ because: "who" });
    await revoke(fixture.lead, token);
    expect(await refusalFrom(draft(token))).toMatchObject({ refusal: "not_signed_in" });
    expect(await refusalFrom(revoke(fixture.operator, token))).toMatchObject({ refusal: "no_such_token" });
    const short = await makeToken(fixture.operator);
    await fixture.owner`update installation set clock_offset = '31 days'`;
    expect(await refusalFrom(draft(short))).toMatchObject({ refusal: "not_signed_in" });
    await fixture.owner`update installation set clock_offset = '0'`;
  });

  it("lives at most 90 days, with scopes that its person may lend, from networks that are some", async () => {
    const refused = (person: SignedIn, over: object) => refusalFrom(makeToken(person, { ...over }));
    expect(await refused(fixture.operator, { expiresAt: daysFromNow(91) })).toMatchObject({ fact: { long: true } });
    expect(await refused(fixture.operator, { expiresAt: daysFromNow(-1) })).toMatchObject({ fact: { past: true } });
    expect(await refused(fixture.operator, { networks: "10.0.0.0/8, tomorrow" })).toMatchObject({
      fact: { networks: "10.0.0.0/8, tomorrow" },
    });
    for (const scope of ["metrics", "scim"])
      expect(await refused(fixture.operator, { scopes: [scope] })).toMatchObject({ refusal: "scope_beyond_role" });
    expect(await refused(fixture.auditor, { scopes: ["propose"] })).toMatchObject({ refusal: "scope_beyond_role" });
    await makeToken(fixture.auditor, { scopes: ["read"] });
    await makeToken(fixture.lead, { scopes: ["metrics", "scim"] });
  });

  it("ends with the role that a scope needs, for good, and with its person's account", async () => {
    const person = await signIn(fixture.signin, "Mover One", "operator");
    const [acting, reading] = [await makeToken(person), await makeToken(person, { scopes: ["read"] })];
    await signIn(fixture.signin, "Mover One", "reviewer");
    await draft(acting);
    await signIn(fixture.signin, "Mover One", "auditor");
    await signIn(fixture.signin, "Mover One", "operator");
    expect(await refusalFrom(draft(acting))).toMatchObject({ refusal: "not_signed_in" });
    expect(await liveIds(person.id)).toEqual([reading.tokenId]);
    await takeStep(fixture.app, fixture.lead, "person", person.id, "deactivate", { reason: "They left." });
    expect(await liveIds(person.id)).toEqual([]);
  });

  it("keeps to its clients and systems, before and after a step", async () => {
    const other = await takeStep(fixture.app, fixture.operator, "system", null, "register", {
      ...{ name: "foreign", client: `Other ${Math.random()}` },
    });
    const [own] = await fixture.owner<
      { id: number }[]
    >`select client_id::int as id from systems where id = ${fixture.dns}`;
    const token = await makeToken(fixture.operator, { clients: [own?.id] });
    const { id } = await draft(token);
    const refused = { because: "token", refusal: "token_limited" };
    expect(await refusalFrom(draft(token, { systems: [other.id] }))).toMatchObject(refused);
    const edit = (systems: number[], change = id) =>
      takeStep(fixture.app, token, "change", change, "edit", { systems });
    expect(await refusalFrom(edit([fixture.dns, other.id]))).toMatchObject(refused);
    await edit([fixture.web]);
    const foreign = await draft(fixture.operator, { systems: [other.id] });
    expect(await refusalFrom(edit([fixture.dns], foreign.id))).toMatchObject(refused);
    const bySystem = await makeToken(fixture.operator, { systems: [fixture.web] });
    await takeStep(fixture.app, bySystem, "change", id, "note", { comment: "Mine." });
    expect(await refusalFrom(draft(bySystem))).toMatchObject(refused);
  });

  it("is read with its person, roles, scopes and limits, and from which addresses it may be used", async () => {
    const token = await makeToken(fixture.lead, { networks: "192.0.2.0/24, 2001:db8::/32", systems: [fixture.dns] });
    const read = (address: string | null) => readTokenCaller(token.token, address);
    const lastUsed = async () =>
      (await listTokensOf(fixture.lead.id)).find(({ id }) => id === token.tokenId)?.lastUsedAt;
    for (const elsewhere of [null, "203.0.113.7"])
      expect(await read(elsewhere)).toMatchObject({ addressAllowed: false });
    expect(await lastUsed()).toBeNull();
    expect(await read("192.0.2.7")).toMatchObject({
      ...{ personId: fixture.lead.id, name: "Ops Lead One", roles: ["ops_lead", "reviewer"], addressAllowed: true },
      token: { id: token.tokenId, scopes: ["execute", "propose", "read"], clientIds: null, systemIds: [fixture.dns] },
    });
    expect(await lastUsed()).not.toBeNull();
    expect(await read("2001:db8::7")).toMatchObject({ addressAllowed: true });
    for (const address of ["192.0.3.7", "::1", "nowhere", ""])
      expect(await read(address)).toMatchObject({ addressAllowed: false });
    await revoke(fixture.lead, token);
    expect(await read("192.0.2.7")).toBeNull();
  });

  it("cannot be read back, forged or revived by the app's role or the owner", async () => {
    const token = await makeToken(fixture.operator);
    await expect(fixture.app`select token_sha256 from api_tokens`).rejects.toThrow(/permission denied/);
    await expect(fixture.app`update api_tokens set revoked_at = null`).rejects.toThrow(/permission denied/);
    const insert = fixture.owner`insert into api_tokens (id, person_id, name, token_sha256, scopes, created_at, expires_at)
      values (${token.tokenId + 1}, ${fixture.operator.id}, 'x', '\\x00', '{read}', now(), now() + interval '1 day')`;
    expect(await refusalFrom(insert)).toMatchObject({ because: "kept" });
    expect(
      await refusalFrom(fixture.owner`update api_tokens set scopes = '{scim}' where id = ${token.tokenId}`),
    ).toMatchObject({ because: "kept" });
  });
});

describe("a service account", () => {
  const propose = (person: SignedIn, over: object = {}) =>
    takeStep(fixture.app, person, "account", null, "propose_account", {
      ...{ name: `Terraform ${Math.random()}`, why: "It applies plans.", scopes: ["read", "execute"], ...over },
    });
  const approve = (id: number, person = fixture.lead) =>
    takeStep(fixture.app, person, "account", id, "approve_account", {});
  async function tokenOfAccount(id: number, person: SignedIn = fixture.operator): Promise<MadeToken> {
    const token = newApiToken("service_account");
    const input = { name: "runner", expiresAt: daysFromNow(30), apiToken: hashOf(token).toString("hex") };
    const { event } = await takeStep(fixture.app, person, "account", id, "make_token", input);
    return { ...person, token, tokenId: event };
  }

  it("has tokens once a lead who did not propose it approved it; its events name who answers for it", async () => {
    const { id } = await propose(fixture.lead2);
    expect(await refusalFrom(approve(id, fixture.lead2))).toMatchObject({ because: "who" });
    expect(await refusalFrom(tokenOfAccount(id, fixture.lead2))).toMatchObject({ because: "status" });
    await approve(id);
    expect(await refusalFrom(tokenOfAccount(id))).toMatchObject({ because: "who" });
    const token = await tokenOfAccount(id, fixture.lead2);
    expect(await readTokenCaller(token.token, "")).toMatchObject({
      personId: fixture.lead2.id,
      token: { kind: "service_account", account: expect.stringMatching(/^Terraform /), scopes: ["execute", "read"] },
    });
    expect(await refusalFrom(draft(token))).toMatchObject({ refusal: "token_lacks_scope" });
    const { event } = await takeStep(fixture.app, token, "change", null, "declare", firstInput.emergency(fixture));
    const [row] = await fixture.owner<
      { by: number }[]
    >`select person_id::int as by from events where id = ${event} and token_id = ${token.tokenId}`;
    expect(row?.by).toBe(fixture.lead2.id);
  });

  it("loses its tokens when another operator takes it over, who waits for approval, and when it ends", async () => {
    const { id } = await propose(fixture.operator);
    await approve(id);
    const token = await tokenOfAccount(id);
    await takeStep(fixture.app, fixture.operator2, "account", id, "take_over_account", { reason: "New team." });
    expect(await readTokenCaller(token.token, "")).toBeNull();
    expect(await refusalFrom(tokenOfAccount(id, fixture.operator2))).toMatchObject({ because: "status" });
    await approve(id);
    expect(await refusalFrom(tokenOfAccount(id))).toMatchObject({ because: "who" });
    const next = await tokenOfAccount(id, fixture.operator2);
    await takeStep(fixture.app, fixture.lead, "account", id, "end_account", { reason: "Replaced." });
    expect(await readTokenCaller(next.token, "")).toBeNull();
  });

  it("may read metrics or manage accounts once a lead approved that; its name is its own", async () => {
    const { id } = await propose(fixture.operator, { name: "Prometheus", scopes: ["metrics"] });
    await approve(id);
    const token = await tokenOfAccount(id);
    expect(await readTokenCaller(token.token, "")).toMatchObject({ token: { scopes: ["metrics"] } });
    expect(await refusalFrom(propose(fixture.operator2, { name: "PROMETHEUS " }))).toMatchObject({ code: "23505" });
  });
});

const stepsOfChanges: readonly Step[] = [
  ...new Set(
    rulesOf("change")
      .filter(({ derived }) => !derived)
      .map(({ step }) => step),
  ),
];

async function liveIds(person: number): Promise<number[]> {
  const rows = await fixture.owner<{ id: number }[]>`
    select id::int from api_tokens where person_id = ${person} and revoked_at is null order by id`;
  return rows.map(({ id }) => id);
}

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { replayDifferences } from "@/db/replay/replay";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { refusalFrom, takeStep } from "@/testing/steps";

// The register of systems by SQL: what a system says after each step, and which changes it then lets in (Scope).

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const register = (input: object) =>
  takeStep(fixture.app, fixture.operator, "system", null, "register", { client: "Acme", ...input });
const take = (id: number, name: string, input: object = {}) =>
  takeStep(fixture.app, fixture.operator, "system", id, name, { ...input });
const shown = async (id: number) =>
  (
    await fixture.owner`
      select s.name, k.name as client, kind, status, managed_since, managed_until, owner_id, monitoring_links, step_seq
      from systems s join clients k on k.id = s.client_id where s.id = ${id}`
  )[0];
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describe("a system", () => {
  it("is registered with all that the form asks, amended, retired and managed again, each by an event", async () => {
    const { id } = await register({
      name: "vault",
      client: "Borea",
      systemKind: "secrets",
      managedSince: ago(600),
      managedUntil: ago(-600),
      owner: fixture.operator.id,
      monitoringLinks: "https://grafana.example/d/1 https://kuma.example/2",
    });
    expect(await shown(id)).toMatchObject({
      name: "vault",
      client: "Borea",
      kind: "secrets",
      status: "managed",
      owner_id: fixture.operator.id,
      monitoring_links: "https://grafana.example/d/1 https://kuma.example/2",
      step_seq: 1,
    });
    await take(id, "amend_system", { name: "vault-1", managedUntil: "", owner: "", monitoringLinks: "" });
    expect(await shown(id)).toMatchObject({
      name: "vault-1",
      kind: "secrets",
      managed_until: null,
      owner_id: null,
      monitoring_links: null,
      step_seq: 2,
    });
    await take(id, "retire_system", { reason: "The contract ended." });
    expect(await shown(id)).toMatchObject({ status: "retired", step_seq: 3 });
    await take(id, "manage_again", { reason: "A new contract." });
    expect(await shown(id)).toMatchObject({ status: "managed", managed_until: null, step_seq: 4 });
  });

  it("has one name within its client", async () => {
    expect(await refusalFrom(register({ name: "dns" }))).toMatchObject({ field: "name", code: "WL001" });
    expect(await refusalFrom(take(fixture.web, "amend_system", { name: "dns" }))).toMatchObject({ field: "name" });
    expect(await register({ name: "dns", client: "Borea" })).toMatchObject({ status: "managed" });
  });

  it.each([
    ["since the future", { managedSince: ago(-10) }, { future: true }],
    ["until before it began", { managedSince: ago(10), managedUntil: ago(20) }, { order: true }],
    ["until before now, since now", { managedUntil: ago(20) }, { order: true }],
    ["with a link that is no address", { monitoringLinks: "javascript:alert(1)" }, { links: true }],
  ])("is not managed %s", async (_, input, fact) => {
    expect(await refusalFrom(register({ name: "wrong", ...input }))).toMatchObject({
      need: "management_bounded",
      fact,
    });
  });

  it("is retired from now or an earlier time, never later, and stays so until it is managed again", async () => {
    const { id } = await register({ name: "old", managedSince: ago(600) });
    expect(await refusalFrom(take(id, "retire_system", { reason: "x", managedUntil: ago(-10) }))).toMatchObject({
      fact: { retired: true },
    });
    await take(id, "retire_system", { reason: "x", managedUntil: ago(30) });
    expect(await refusalFrom(take(id, "amend_system", { name: "old", managedUntil: "" }))).toMatchObject({
      fact: { retired: true },
    });
    await take(id, "amend_system", { name: "old", managedUntil: ago(20) });
    expect(await refusalFrom(take(id, "retire_system", { reason: "x" }))).toMatchObject({ because: "status" });
  });

  it("is written by its events alone, by the owner as little as by anybody", async () => {
    expect(await refusalFrom(fixture.owner`update systems set name = 'x' where id = ${fixture.dns}`)).toMatchObject({
      refusal: "by_events_alone",
    });
    await fixture.owner.unsafe(
      `create function meddle() returns trigger language plpgsql security definer as $$ begin update systems set managed_until = now() where id = ${fixture.dns}; return null; end $$`,
    );
    await fixture.owner`create trigger z_meddle after insert on events for each row execute function meddle()`;
    expect(await refusalFrom(register({ name: "meddled" }))).toMatchObject({ refusal: "without_event" });
    await fixture.owner`drop trigger z_meddle on events`;
  });

  it.each(["reviewer", "lead"] as const)("is registered by a %s, who is an operator too", async (who) => {
    const input = { name: `of ${who}`, client: "Acme" };
    expect(await takeStep(fixture.app, fixture[who], "system", null, "register", input)).toMatchObject({
      status: "managed",
    });
  });

  it("is not registered by an auditor", async () => {
    const input = { name: "audited", client: "Acme" };
    expect(await refusalFrom(takeStep(fixture.app, fixture.auditor, "system", null, "register", input))).toMatchObject({
      because: "who",
    });
  });
});

it("says after all of this what its events say", async () => {
  expect(await replayDifferences(fixture.owner)).toEqual([]);
});

describe("a change on a system that is not managed", () => {
  const draft = (systems: readonly number[]) =>
    takeStep(fixture.app, fixture.operator, "change", null, "draft", { ...firstInput.normal(fixture), systems });

  it("is refused with the Scope clause and the system's name, drafted or edited, and its open changes may finish", async () => {
    const { id } = await register({ name: "leaving", managedSince: ago(600) });
    const open = await draft([id, fixture.dns]);
    await take(id, "retire_system", { reason: "The contract ended." });
    expect(await refusalFrom(draft([id]))).toMatchObject({ need: "in_scope", fact: { unmanaged: ["leaving"] } });
    expect((await refusalFrom(draft([id]))).sentence).toContain("Scope");
    const other = await draft([fixture.dns]);
    const edit = (change: number, input: object) =>
      takeStep(fixture.app, fixture.operator, "change", change, "edit", { ...input });
    expect(await refusalFrom(edit(other.id, { systems: [id] }))).toMatchObject({ fact: { unmanaged: ["leaving"] } });
    expect(await edit(open.id, { title: "Still open" })).toMatchObject({ status: "draft" });
    expect(await edit(open.id, { systems: [id] })).toMatchObject({ status: "draft" });
    expect(await takeStep(fixture.app, fixture.operator, "change", open.id, "submit")).toMatchObject({
      status: "submitted",
    });
  });

  it("is refused before management began, after it ended by its date, and taken again when it is managed again", async () => {
    const { id } = await register({ name: "dated", managedSince: ago(600), managedUntil: ago(1) });
    expect(await refusalFrom(draft([id]))).toMatchObject({ fact: { unmanaged: ["dated"] } });
    await take(id, "retire_system", { reason: "It ended." });
    await take(id, "manage_again", { reason: "It goes on." });
    expect(await draft([id])).toMatchObject({ status: "draft" });
  });

  it("keeps nothing of an application deploy of a development team but the refusal", async () => {
    const input = { ...firstInput.normal(fixture), isApplicationDeploy: true };
    expect(await refusalFrom(takeStep(fixture.app, fixture.operator, "change", null, "draft", input))).toMatchObject({
      need: "in_scope",
      fact: { deploy: true },
    });
  });

  it("says whether its author shares its words", async () => {
    const shared = await takeStep(fixture.app, fixture.operator, "change", null, "draft", {
      ...firstInput.normal(fixture),
      shareable: true,
    });
    const shareableOf = async () => (await fixture.owner`select shareable from changes where id = ${shared.id}`)[0];
    expect(await shareableOf()).toEqual({ shareable: true });
    await takeStep(fixture.app, fixture.operator, "change", shared.id, "edit", { title: "Other" });
    expect(await shareableOf()).toEqual({ shareable: true });
    await takeStep(fixture.app, fixture.operator, "change", shared.id, "edit", { shareable: false });
    expect(await shareableOf()).toEqual({ shareable: false });
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listChanges } from "@/db/changes/list-changes";
import { cacheReferenceData, dropReferenceData } from "@/db/connection/reference-data";
import { readFilterOptions } from "@/db/systems/read-filter-options";
import { readClients, readSystems } from "@/db/systems/read-systems";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { hashOf, type SignedIn, signIn } from "@/testing/people";
import { takeStep } from "@/testing/steps";
import { waitUntil } from "@/testing/wait-until";
import { readStaff } from "./read-people";
import { readSession, signOut } from "./read-session";

// What a process keeps in memory is what the database says, for every session that was read after a change.

let fixture: Fixture;
let delegate: SignedIn;
beforeAll(async () => {
  fixture = await newFixture();
  process.env.DATABASE_URL = fixture.url("app");
  delegate = await signIn(fixture.signin, "Delegate", "operator");
  await readAsNextPage();
});
afterAll(() => fixture.drop());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const version = async () => Number((await fixture.owner`select version from reference_version`)[0]?.version);
const take = (who: SignedIn, ...[type, id, step, input]: [string, number | null, string, object?]) =>
  takeStep(fixture.app, who, type, id, step, { ...input });

async function readAsNextPage() {
  await readSession(fixture.operator.token);
  return { staff: await readStaff(), systems: await readSystems(), clients: await readClients() };
}

let delegation: number;
let retired: number;
const changes: Record<string, () => Promise<unknown>> = {
  "a system is registered, with a client": async () => {
    retired = (await take(fixture.operator, "system", null, "register", { name: "vault", client: "Borea" })).id;
  },
  "a system is renamed": () => take(fixture.operator, "system", retired, "amend_system", { name: "safe" }),
  "a system is retired": () => take(fixture.lead, "system", retired, "retire_system", { reason: "It is gone." }),
  "a lead delegates": async () => {
    const input = { delegate: delegate.id, windowEnd: inDays(1), reason: "On leave." };
    delegation = (await take(fixture.lead, "delegation", null, "delegate", input)).id;
  },
  "a delegation is ended": () => take(fixture.lead, "delegation", delegation, "end_delegation", { reason: "Back." }),
  "somebody signs in for the first time": () => signIn(fixture.signin, "Newcomer", "reviewer"),
  "somebody signs in with another role": () => signIn(fixture.signin, "Newcomer", "auditor"),
  "somebody is called otherwise": () =>
    fixture.signin`select sign_in('test', 'Newcomer', 'Renamed', null, array['auditor'], null, sha256('renamed'))`,
  "an account resembles another": () =>
    fixture.signin`select sign_in('test', 'Second', 'Second', 'delegate@test.invalid', array['operator'], null, sha256('second'))`,
  "somebody is deactivated": () => take(fixture.lead, "person", delegate.id, "deactivate", { reason: "Left." }),
  "somebody is reactivated": () => take(fixture.lead, "person", delegate.id, "reactivate", { reason: "Is back." }),
};

describe("the next page after", () => {
  it.each(Object.entries(changes))("%s", async (_, change) => {
    const [before, was] = [await readAsNextPage(), await version()];
    await change();
    expect(await version()).toBeGreaterThan(was);
    const after = await readAsNextPage();
    expect(after).not.toEqual(before);
    expect(after).toEqual(await readUncached());
  });
});

/** As a process does that has read no session yet. */
async function readUncached() {
  const moment = globalThis.windlassReferenceMoment;
  globalThis.windlassReferenceMoment = undefined;
  try {
    return { staff: await readStaff(), systems: await readSystems(), clients: await readClients() };
  } finally {
    globalThis.windlassReferenceMoment = moment;
  }
}

describe("the version", () => {
  it("stays with a step on a change, a session and its end, and another sign-in of the same day", async () => {
    const was = await version();
    const again = await signIn(fixture.signin, "Operator One", "operator");
    await take(again, "change", null, "draft", firstInput.normal(fixture));
    await readSession(again.token);
    await signOut(again.token);
    expect(await version()).toBe(was);
  });

  it("advances with the first sign-in after days, which may end an absence", async () => {
    const away = await signIn(fixture.signin, "Absent", "operator");
    await fixture.superuser.begin(async (tx) => {
      await tx`update people set last_seen_at = last_seen_at - interval '100 days' where id = ${away.id}`;
      await tx`alter table events disable trigger refuse_event_change`;
      await tx`update events set received_at = received_at - interval '100 days' where subject_type = 'person' and subject_id = ${away.id}`;
      await tx`alter table events enable always trigger refuse_event_change`;
    });
    const isAway = async () => (await readAsNextPage()).staff.find(({ id }) => id === away.id)?.away;
    await take(fixture.operator, "system", null, "register", { name: "other", client: "Borea" });
    expect(await isAway()).toBe(true);
    await signIn(fixture.signin, "Absent", "operator");
    expect(await isAway()).toBe(false);
  });

  it("advances once in a transaction, at its end, whatever it holds", async () => {
    const was = await version();
    await fixture.superuser.begin(async (tx) => {
      for (const name of ["One", "Two", "Three"])
        await tx`select sign_in('test', ${name}, ${name}, null, array['operator'], null, ${hashOf(name)})`;
      expect((await tx`select version::int from reference_version`)[0]?.version).toBe(was);
    });
    expect(await version()).toBe(was + 1);
  });
});

/** As another database of the same version has it: past every trigger. */
const renamePastTriggers = (id: number, name: string) =>
  fixture.superuser.begin(async (tx) => {
    await tx`alter table systems disable trigger user`;
    await tx`update systems set name = ${name} where id = ${id}`;
    for (const trigger of ["a_guard_event_only_writes", "b_guard_derived_row", "refuse_truncate"])
      await tx`alter table systems enable always trigger ${tx(trigger)}`;
  });

it("is dropped with a lost connection, behind which may be an older database of the same version", async () => {
  const nameOf = async () => (await readAsNextPage()).systems.find(({ id }) => id === fixture.web)?.name;
  expect(await nameOf()).toBe("web");
  await renamePastTriggers(fixture.web, "restored");
  expect(await nameOf()).toBe("web");
  await fixture.superuser`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'windlass session'`;
  await waitUntil(async () => (await nameOf().catch(() => null)) === "restored");
  await renamePastTriggers(fixture.web, "web");
  dropReferenceData();
  expect(await nameOf()).toBe("web");
});

describe("what is cached", () => {
  const moment = (version: number, seconds: number) => ({
    version,
    now: new Date(Date.UTC(2030, 0, 1, 0, 0, seconds)),
  });
  const until = moment(1, 30).now.toISOString();

  it("is read once for a version, and again for another, and when it is over or the clock is moved back", async () => {
    let reads = 0;
    const readCached = cacheReferenceData(async () => ({ value: ++reads, until }));
    const at = (...[version, seconds]: [number, number]) => {
      globalThis.windlassReferenceMoment = moment(version, seconds);
      return readCached();
    };
    expect(await Promise.all([at(1, 0), at(1, 0)])).toEqual([1, 1]);
    expect(await at(1, 29)).toBe(1);
    expect(await at(1, 30)).toBe(2);
    expect(await at(2, 20)).toBe(3);
    expect(await at(2, 21)).toBe(3);
    expect(await at(1, 22)).toBe(4);
    expect(await at(1, -3600)).toBe(5);
  });

  it("is not a failure", async () => {
    let reads = 0;
    const readCached = cacheReferenceData(async () => {
      if (++reads === 1) throw new Error("away");
      return { value: reads, until: null };
    });
    await expect(readCached()).rejects.toThrow("away");
    expect(await readCached()).toBe(2);
  });
});

it("offers a filter the systems of a view, and none of too many", async () => {
  await readSession(fixture.operator.token);
  const [acme] = (await readClients()).filter(({ name }) => name === "Acme");
  const all = await readFilterOptions({});
  expect(all.systems.map(({ name }) => name)).toContain("safe");
  const [ofClient, ofSystem] = [
    await readFilterOptions({ client: acme?.id }),
    await readFilterOptions({ system: fixture.dns }),
  ];
  expect(ofClient).toEqual(ofSystem);
  expect([ofClient.clients, ofClient.systems.map(({ name }) => name)]).toEqual([[acme], ["dns", "web"]]);
  expect(await readFilterOptions({ system: 999_999 })).toEqual({ clients: [], systems: [], tooMany: false });
});

it("names what is newer than the session with which names were read", async () => {
  await readSession(fixture.operator.token);
  await listChanges({});
  const { id: system } = await take(fixture.operator, "system", null, "register", {
    name: "brand new",
    client: "Borea",
  });
  const newcomer = await signIn(fixture.signin, "Just arrived", "operator");
  const draft = { ...firstInput.normal(fixture), systems: [system] };
  const { id } = await take(newcomer, "change", null, "draft", draft);
  expect((await listChanges({})).changes.find((change) => change.id === id)).toMatchObject({
    who: "Just arrived",
    systems: ["brand new"],
  });
});

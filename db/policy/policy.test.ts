import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeQuery } from "@/db/changes/read-change";
import { type Database, queryRows } from "@/db/connection/typed-sql";
import { chainErrors } from "@/db/replay/chain-errors";
import { replayDifferences } from "@/db/replay/replay";
import { readChangeAudits } from "@/db/report/read-change-audits";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { newSigner, signLog } from "@/testing/sign-log";
import { refusalFrom, takeStep } from "@/testing/steps";
import { at, iso, normalDraft, timeline } from "@/testing/timeline";
import { policyQuery, readPolicyWithin } from "./read-policy";
import { stepUsageQuery } from "./read-step-usage";

let fixture: Fixture;
let reader: Database;
beforeAll(async () => {
  fixture = await newFixture();
  reader = drizzle({ client: fixture.app });
});
afterAll(() => fixture.drop());

const draft = async () =>
  (await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture))).id;
const publish = (policyText: string, { expectedVersion = null as number | null, who = fixture.lead } = {}) =>
  takeStep(
    fixture.app,
    who,
    "installation",
    1,
    "publish_policy",
    { policyText, reason: "Asked for." },
    expectedVersion,
  );
const review = (who = fixture.lead, expectedVersion: number | null = null) =>
  takeStep(fixture.app, who, "installation", 1, "review_policy", { comment: "Read again." }, expectedVersion);
const read = async (version?: number) => {
  const [row] = await queryRows(reader, policyQuery(version));
  if (!row) throw new Error("no policy");
  return row.policy;
};
const shownVersion = async (change: number) => (await queryRows(reader, changeQuery(change)))[0]?.change.policyVersion;

it("the first version is the text that ships, last reviewed on its day, due after 12 months", async () => {
  expect(await read()).toMatchObject({
    versions: [{ version: 1, since: "2026-04-04T00:00:00.000000Z", until: null, by: null, reason: null }],
    reviews: [],
    text: null,
    dueOn: "2027-04-04",
  });
});

describe("a new text of the policy", () => {
  it("holds for what is opened after it; an old record shows the version under which it was made, whatever is done to it", async () => {
    const old = await draft();
    expect(await shownVersion(old)).toBe(1);
    await publish("# Purpose\nTo be careful.");
    const draftId = await draft();
    await publish("# Purpose\nTo be very careful.");
    await takeStep(fixture.app, fixture.operator, "change", old, "submit");
    await takeStep(fixture.app, fixture.reviewer, "change", old, "send_back", { comment: "Again." });
    await takeStep(fixture.app, fixture.operator, "change", old, "note", { comment: "Later." });
    const newest = await draft();
    expect([await shownVersion(old), await shownVersion(draftId), await shownVersion(newest)]).toEqual([1, 2, 3]);
    const audits = await readChangeAudits([old, draftId, newest], reader);
    expect(audits.map(({ policyVersion }) => policyVersion)).toEqual([1, 2, 3]);
    expect(await replayDifferences(fixture.owner)).toEqual([]);
    expect(await chainErrors(fixture.owner)).toEqual([]);
  });

  it("is read for ever, with who put it in force, why, since when and until when", async () => {
    const { versions, text } = await read(2);
    expect(text).toBe("# Purpose\nTo be careful.");
    expect((await read()).text).toBe("# Purpose\nTo be very careful.");
    expect((await read(1)).text).toBeNull();
    expect(versions.map(({ version, by, reason }) => [version, by, reason])).toEqual([
      [3, "Ops Lead One", "Asked for."],
      [2, "Ops Lead One", "Asked for."],
      [1, null, null],
    ]);
    expect(versions[1]?.until).toBe(versions[0]?.since);
    expect(versions[0]?.until).toBeNull();
  });

  it("is not put over one that its lead did not read, nor is that one reviewed", async () => {
    const stale = {
      because: "stale",
      refusal: "policy_read_before",
      fact: { version: 3, read: 2 },
    };
    expect(await refusalFrom(publish("# Other", { expectedVersion: 2 }))).toMatchObject(stale);
    expect(await refusalFrom(review(fixture.lead, 2))).toMatchObject(stale);
    await publish("# Purpose\nTo be careful again.", { expectedVersion: 3, who: fixture.lead2 });
    expect((await read()).versions[0]).toMatchObject({ version: 4, by: "Ops Lead Two" });
  });

  it("of two at once, one after the other, none lost; of two who read the same, one", async () => {
    await Promise.all([publish("# One"), publish("# Other", { who: fixture.lead2 })]);
    const { versions } = await read();
    expect(versions.slice(0, 2).map(({ version }) => version)).toEqual([6, 5]);
    const both = await Promise.allSettled([
      publish("# One", { expectedVersion: 6 }),
      publish("# Other", { expectedVersion: 6, who: fixture.lead2 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("takes a text and a reason, and is a lead's alone", async () => {
    const publication = { policyText: "# A", reason: "B." };
    const take = (input: object, who = fixture.lead) =>
      refusalFrom(takeStep(fixture.app, who, "installation", 1, "publish_policy", { ...input }));
    expect(await take({ reason: "B." })).toMatchObject({ field: "policyText" });
    expect(await take({ policyText: "# A" })).toMatchObject({ field: "reason" });
    for (const who of [fixture.operator, fixture.reviewer, fixture.auditor, fixture.nobody]) {
      expect(await take(publication, who)).toMatchObject({ because: "who" });
      expect(await refusalFrom(review(who))).toMatchObject({ because: "who" });
    }
    expect(
      await refusalFrom(takeStep(fixture.app, fixture.lead, "installation", 2, "publish_policy", publication)),
    ).toMatchObject({
      because: "unknown",
    });
  });
});

it("a review leaves the text and moves what is due", async () => {
  const before = await read();
  await review();
  const { versions, reviews, dueOn, text } = await read();
  expect(versions.length).toBe(before.versions.length);
  expect(text).toBe(before.text);
  expect(reviews).toMatchObject([{ version: versions[0]?.version, by: "Ops Lead One", comment: "Read again." }]);
  expect(versions[0]?.reviewedAt).toBe(reviews[0]?.at);
  const [row] =
    await fixture.owner`select (${reviews[0]?.at ?? ""}::timestamptz at time zone 'UTC' + interval '12 months')::date as due`;
  expect(dueOn).toBe(row?.due);
  expect(dueOn >= before.dueOn).toBe(true);
});

it("a loaded change keeps the version of its time, and the past has no new text", async () => {
  const { load, wouldRefuse } = timeline(fixture);
  const past = await wouldRefuse(at(10), "installation", 1, "publish_policy", fixture.lead, {
    policyText: "# A",
    reason: "B.",
  });
  expect(past).toMatchObject({ because: "stale" });
  const system = await load(at(0), "system", null, "register", fixture.operator, { name: "old", client: "Acme" });
  const loaded = await load(at(20), "change", null, "draft", fixture.operator, normalDraft([system]));
  expect(await shownVersion(loaded)).toBe(1);
});

it("a report tells the versions of its period", async () => {
  const { versions } = await read();
  const [latest, before] = versions;
  const within = async (start: string, end: string) =>
    (await readPolicyWithin(start, end, reader)).map(({ version }) => version);
  expect(await within(iso(0), iso(60))).toEqual([1]);
  expect(await within("2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z")).toEqual([1]);
  expect(await within("2026-05-01T00:00:00Z", "infinity")).toEqual(versions.map(({ version }) => version).reverse());
  expect(await within(latest?.since ?? "", "infinity")).toEqual([latest?.version]);
  expect(await within(before?.since ?? "", latest?.since ?? "")).toEqual([before?.version]);
});

describe("versions, reviews and what a change keeps are written by their events alone", () => {
  const rewrites = [
    "insert into policy_versions (version, since) values (99, now())",
    "insert into policy_reviews (event_id, version, person_id, at) values (1, 1, 1, now())",
    "update policy_versions set text_id = null",
    "update policy_versions set since = now() where version = 1",
    "update policy_reviews set at = now()",
    "delete from policy_versions where version = 2",
    "delete from policy_reviews",
    "update changes set policy_version = 2",
    "update step_usage_daily set times = 0",
    "delete from step_usage_daily",
  ];
  it.each(rewrites)("not by the owner: %s", async (statement) => {
    await signLog(fixture.worker, newSigner());
    expect(await refusalFrom(fixture.owner.unsafe(statement))).toMatchObject({ code: "WL001" });
  });

  it.each(rewrites.filter((statement) => !statement.includes("step_usage_daily")))(
    "not by a trigger of the owner's own: %s",
    async (statement) => {
      const attempt = fixture.owner.begin(async (tx) => {
        await tx.unsafe(`
          create table of_my_own (id integer);
          create function as_i_like() returns trigger language plpgsql as $f$ begin ${statement}; return null; end $f$;
          create trigger as_i_like after insert on of_my_own for each row execute function as_i_like();`);
        await tx`insert into of_my_own values (1)`;
      });
      expect((await refusalFrom(attempt)).code).toBe("WL001");
    },
  );

  it.each(["policy_versions", "policy_reviews", "step_usage_daily"])("and nobody empties %s", async (table) => {
    expect(await refusalFrom(fixture.owner.unsafe(`truncate ${table} cascade`))).toMatchObject({
      refusal: "not_emptied",
    });
  });
});

it("uses and refusals are tallied as the log grows: what a count over the events says", async () => {
  await fixture.app`select record_refusal(${Buffer.alloc(32)}, 'approve', 'change', 1001, 'No.', 'normal-approved')`;
  const token = await fixture.owner<{ hash: Buffer }[]>`
    select token_sha256 as hash from sessions where person_id = ${fixture.operator.id}`;
  const [session] = token;
  for (const sentence of ["No.", "No.", "Never."])
    await fixture.app`select record_refusal(${session?.hash ?? null}, 'approve', 'change', 1001, ${sentence}, 'normal-approved')`;
  await signLog(fixture.worker, newSigner());
  const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
  const counted = await fixture.owner`
    select e.subject_type as "recordType", e.step, coalesce(c.type, '') as type,
      case when e.step = 'refused' then e.canonical::jsonb -> 'data' ->> 'clauseCited' else '' end as clause, count(*)::float8 as times
    from events e left join changes c on e.subject_type = 'change' and c.id = e.subject_id
    where e.received_at >= (windlass_now() at time zone 'UTC')::date - 89 group by 1, 2, 3, 4`;
  const tallied = await stepUsageQuery(reader);
  expect(sorted(tallied)).toEqual(sorted(counted));
  expect(tallied.filter(({ clause }) => clause === "normal-approved")).toMatchObject([{ step: "refused", times: 2 }]);
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCalendar } from "@/db/calendar/read-calendar";
import { readFeed } from "@/db/calendar/read-feed";
import { appDb } from "@/db/connection/client";
import { exportReportEvidence } from "@/db/report/evidence/export-report-evidence";
import { readChangeAudits } from "@/db/report/read-change-audits";
import { readChangeTexts } from "@/db/report/read-change-texts";
import { readPopulation } from "@/db/report/read-population";
import { calendarFeed } from "@/lib/calendar/feed";
import { csvHead, csvRows } from "@/lib/report/csv";
import { exceptionsIn } from "@/lib/report/exceptions";
import { periodOf, type ReportFilter } from "@/lib/report/report-filter";
import { evidenceTextOf } from "@/testing/evidence-text";
import { type Fixture, newFixture } from "@/testing/fixture";
import { newSigner, signLog } from "@/testing/sign-log";
import { takeStep } from "@/testing/steps";
import { verifyExport } from "@/testing/verify-export";
import { listChanges } from "./list-changes";

// Marks are planted in everything of another client and in every word of a change that touches both: a client's report,
// calendar, feed and files are searched for them.

let fixture: Fixture;
let vault: number;
let acme: number;
let borea: number;
const made: Record<"theirs" | "both" | "shared" | "mine" | "failed", number> = {
  theirs: 0,
  both: 0,
  shared: 0,
  mine: 0,
  failed: 0,
};
const signer = newSigner();
const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const marked = (mark: string) => ({
  ...{ type: "normal", category: "DNS", title: `${mark} title`, what: `${mark} what`, why: `${mark} why` },
  ...{ rollbackPlan: `${mark} plan`, verification: `${mark} verification`, impact: `${mark} impact` },
  links: `https://${mark.toLowerCase()}.example`,
});

beforeAll(async () => {
  fixture = await newFixture();
  process.env.DATABASE_URL = fixture.url("app");
  vault = (await take("operator", "system", null, "register", { name: "MARK-SYSTEM", client: "MARK-CLIENT" })).id;
  const [row] = await fixture.owner`
    select (select id::integer from clients where name = 'Acme') as acme, (select id::integer from clients where name = 'MARK-CLIENT') as borea`;
  [acme, borea] = [row?.acme, row?.borea];
  const freeze = { name: "MARK-FREEZE", covers: `client:${borea}`, windowStart: soon(5), windowEnd: soon(50) };
  made.both = await scheduled({ ...marked("MARK"), systems: [fixture.dns, vault] }, 180, "MARK");
  made.theirs = await scheduled({ ...marked("MARK"), systems: [vault] }, 60);
  // It meets the change of both on the system of the other client.
  const met = { windowStart: soon(190), windowEnd: soon(200), timezone: "UTC", reason: "MARK waiver" };
  await take("lead", "change", made.theirs, "schedule_over", met);
  made.shared = await scheduled({ ...marked("SHARED"), systems: [fixture.dns, vault], shareable: true }, 300, "SHARED");
  made.mine = await scheduled({ ...marked("MINE"), systems: [fixture.web] }, 420, "MINE");
  await take("lead", "freeze", null, "place_freeze", { ...freeze, windowEnd: soon(500), reason: "MARK reason" });
  await take("operator", "change", made.both, "note", { comment: "MARK note" });
  made.failed = await failing();
  await signLog(fixture.worker, signer);
});
afterAll(() => fixture.drop());

const take = (
  who: "operator" | "reviewer" | "lead",
  ...[recordType, id, name, input]: [string, number | null, string, object?]
) => takeStep(fixture.app, fixture[who], recordType, id, name, { ...input });

async function scheduled(draft: object, from: number, mark = "MARK"): Promise<number> {
  const { id } = await take("operator", "change", null, "draft", draft);
  await take("operator", "change", id, "submit");
  await take("reviewer", "change", id, "review", { comment: `${mark} review` });
  await take("lead", "change", id, "approve", { comment: `${mark} approval` });
  const window = { windowStart: soon(from), windowEnd: soon(from + 60), timezone: "UTC" };
  await take("operator", "change", id, "schedule", window);
  return id;
}

/** An emergency of both clients that failed, with the words of its incident. */
async function failing(): Promise<number> {
  const declared = { trigger: "restore_service", what: "MARK emergency", systems: [fixture.dns, vault] };
  const { id } = await take("operator", "change", null, "declare", declared);
  await take("operator", "change", id, "fail", { reason: "MARK failure" });
  await take("reviewer", "change", id, "roll_back", { outcome: "partial", actual: "MARK rollback" });
  const [incident] = await fixture.owner`select id::integer from incidents where change_id = ${id}`;
  const finding = { finding: "MARK finding", owner: fixture.operator.id, due: "2030-01-01" };
  await take("reviewer", "incident", incident?.id, "investigate", { rootCause: "MARK cause", findings: [finding] });
  return id;
}

const mine = () => [made.both, made.shared, made.mine, made.failed].map((id) => `CHG-${id}`);
const day = 24 * 60;
const reportFilter = () => ({ client: acme });

const views: Record<string, () => Promise<string>> = {
  "the list": async () => JSON.stringify((await listChanges({ client: acme })).changes),
  "the list of one of its systems": async () => JSON.stringify((await listChanges({ system: fixture.dns })).changes),
  "the calendar": async () =>
    JSON.stringify(
      await readCalendar({
        ...{ from: soon(-day), to: soon(day), zone: "UTC", readerId: fixture.operator.id },
        filter: { client: acme },
      }),
    ),
  "the feed": async () => {
    const look = { appUrl: "http://localhost", organisation: "Anchor", withoutTitles: false };
    return unfolded(calendarFeed(await readFeed({ client: acme }, fixture.operator.id), look));
  },
  "the report and its CSV": async () => {
    const ids = await population(acme);
    const view = { client: acme };
    const [audits, allTexts] = [await readChangeAudits(ids, appDb(), view), await readChangeTexts(ids, appDb(), view)];
    const moment = { now: soon(0), zone: "UTC" };
    const rows = audits.map((audit, index) => {
      const texts = allTexts[index];
      if (!texts) throw new Error("a change without texts");
      return { audit, texts, exceptions: exceptionsIn(audit, moment) };
    });
    return `${csvHead(false)}${csvRows(rows)}${JSON.stringify(rows)}`;
  },
  "the JSON with its proofs": () => evidence(reportFilter()),
};

const unfolded = (feed: string) => feed.replaceAll(/\r\n[ \t]/g, "");
const population = async (client: number) => [
  ...(await readPopulation({ start: soon(-day), end: soon(day), client })).ids,
];
const evidence = (filter: ReportFilter) =>
  evidenceTextOf(
    exportReportEvidence(
      {
        person: { ...fixture.auditor, personId: fixture.auditor.id },
        organisation: "Anchor MSP",
        demonstration: true,
      },
      { filter, period: periodOf(filter, soon(0), "UTC"), zone: "UTC" },
    ),
    fixture.worker,
    signer,
  );

describe.each(Object.keys(views))("%s of a client", (name) => {
  it("holds nothing of another client, and says of what touches both that it is of another client too", async () => {
    const text = (await views[name]?.()) ?? "";
    expect(/.{0,80}MARK.{0,80}/.exec(text)?.[0]).toBeUndefined();
    expect(text.includes("mark.example")).toBe(false);
    expect([text.includes("another client"), /left ?out/i.test(text), text.includes(`CHG-${made.theirs}`)]).toEqual([
      ...[true, true, false],
    ]);
  });

  it("holds the number of each change that touches the client, its systems, and the words that may be shared", async () => {
    const text = (await views[name]?.()) ?? "";
    const dns = name === "the list of one of its systems";
    const ownTexts = [...mine(), "SHARED title", "dns", "MINE title"];
    const missing = ownTexts.filter((each) => !text.includes(each));
    expect(missing).toEqual(dns ? [`CHG-${made.mine}`, "MINE title"] : []);
  });
});

it("is not found by words that the client may not read", async () => {
  const found = async (q: string, more: object) => (await listChanges({ q, ...more })).changes.map(({ id }) => id);
  expect(await found("MARK", {})).toContain(made.both);
  expect(await found("MARK", { client: acme })).toEqual([]);
  expect(await found("MARK", { system: fixture.dns })).toEqual([]);
  expect(await found("SHARED", { client: acme })).toEqual([made.shared]);
  expect(await found(`CHG-${made.both}`, { client: acme })).toEqual([made.both]);
});

it("is told whole where no client's view is asked for, and in the other client's by its own systems", async () => {
  const [change] = (await listChanges({ q: `CHG-${made.both}` })).changes;
  expect(change).toMatchObject({ title: "MARK title" });
  // By name, as the database's language sorts them.
  expect([...(change?.systems ?? [])].sort()).toEqual(["MARK-SYSTEM", "dns"]);
  const theirs = (await listChanges({ client: borea })).changes.find(({ id }) => id === made.both);
  expect(theirs?.systems).toEqual(["MARK-SYSTEM", "another client"]);
});

it("is evidence that verifies: of what is left out the file proves that the log holds it", async () => {
  const file = await evidence({ client: acme });
  const { ok, output } = await verifyExport(file);
  expect(ok).toBe(true);
  expect(output).toContain("are left out");
  const broken = await verifyExport(file.replace(/"leaf":"../, '"leaf":"00'));
  expect(broken.verdict).toMatch(/^BROKEN: CHG-\d+, event 1 \(log index \d+\): the signed log does not/);
  expect((await verifyExport(await evidence({}))).output).not.toContain("left out");
});

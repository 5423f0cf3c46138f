import { randomBytes, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listTokensOf, listTokensOfOthers } from "@/db/api/list-api-tokens";
import { readAccounts } from "@/db/api/read-accounts";
import { readApiChanges } from "@/db/api/read-api-changes";
import { readApiDeliveries } from "@/db/api/read-api-deliveries";
import { readApiEntries } from "@/db/api/read-api-entries";
import { readApiEvents } from "@/db/api/read-api-events";
import { readApiFreezes } from "@/db/api/read-api-freezes";
import { readApiIncidents } from "@/db/api/read-api-incidents";
import { readApiRosters } from "@/db/api/read-api-rosters";
import { readApiSystems } from "@/db/api/read-api-systems";
import { readClearance } from "@/db/api/read-clearance";
import { readRecordHead } from "@/db/api/read-record-head";
import { readAffectedChanges } from "@/db/calendar/affected-changes";
import { readCalendar } from "@/db/calendar/read-calendar";
import { readFeed, readFeedReader } from "@/db/calendar/read-feed";
import { readFreezes } from "@/db/calendar/read-freezes";
import { readEntries, readEntryUsage } from "@/db/catalogue/read-entries";
import { listChanges } from "@/db/changes/list-changes";
import { readChange } from "@/db/changes/read-change";
import { readDisclosures } from "@/db/changes/read-disclosures";
import { readEmergencyCounts } from "@/db/changes/read-emergency-share";
import { readHistory, readTimeline } from "@/db/changes/read-history";
import { deleteView, readSavedViews, saveView } from "@/db/changes/views/saved-views";
import { readHistoryLoad, requestHistory } from "@/db/first-run/history-load";
import { readFirstRun } from "@/db/first-run/read-first-run";
import { askGate, isGateToken } from "@/db/halts/ask-gate";
import { readHalt, readHalts } from "@/db/halts/read-halts";
import { countOwnChanges } from "@/db/home/count-own-changes";
import { readNotices } from "@/db/home/read-notices";
import { readWaiting } from "@/db/home/read-waiting";
import { listImportedRecords } from "@/db/imports/list-imported-records";
import { readImportedFile } from "@/db/imports/read-imported-file";
import { readImportedInCalendar } from "@/db/imports/read-imported-in-calendar";
import { firstImported, readImportedExtent, readImportedInReport } from "@/db/imports/read-imported-in-report";
import { readImportedRecord } from "@/db/imports/read-imported-record";
import { listImports, readImport } from "@/db/imports/read-imports";
import { listIncidents } from "@/db/incidents/list-incidents";
import { readIncident } from "@/db/incidents/read-incident";
import { applySqlDefinitions } from "@/db/install/apply-sql-definitions";
import { readDatabaseSchema } from "@/db/install/database-schema";
import { recordBuild, refuseNewerDatabase } from "@/db/install/installed-build";
import { awaitLedgerRequest } from "@/db/ledger/await-ledger-request";
import { awaitVerification } from "@/db/ledger/await-verification";
import { readLedger } from "@/db/ledger/read-ledger";
import { readLedgerEntries } from "@/db/ledger/read-ledger-entries";
import { readGauges } from "@/db/monitoring/read-gauges";
import { readWorkerAges } from "@/db/monitoring/read-worker-ages";
import { listDeliveries, readChannels } from "@/db/notices/list-deliveries";
import { readEmailPreferences } from "@/db/notices/read-email-preferences";
import { readWatchedOf, readWatches } from "@/db/notices/read-watches";
import { readOverlappingRosters } from "@/db/on-call/read-overlapping-rosters";
import { readRosters, readUpcomingShifts } from "@/db/on-call/read-roster";
import { readDelegations } from "@/db/people/read-delegations";
import { readPeople, readStaff } from "@/db/people/read-people";
import { readPerson } from "@/db/people/read-person";
import { readPolicy, readPolicyWithin } from "@/db/policy/read-policy";
import { exportChangeEvidence } from "@/db/report/evidence/export-change-evidence";
import { exportReportEvidence } from "@/db/report/evidence/export-report-evidence";
import { readChangeAudits } from "@/db/report/read-change-audits";
import { readChangeTexts } from "@/db/report/read-change-texts";
import { readPeriodFigures } from "@/db/report/read-period-figures";
import { readPopulation } from "@/db/report/read-population";
import { changedRulebookParts } from "@/db/rules/changed-rulebook-parts";
import { readFormDraft, storeFormDraft } from "@/db/steps/form-drafts";
import { performStep, readReplayedResponse } from "@/db/steps/perform-step";
import { importSystems, readRegister } from "@/db/systems/import-systems";
import { listSystems, readSystem } from "@/db/systems/list-systems";
import { readFilterOptions } from "@/db/systems/read-filter-options";
import { readRecentSystems } from "@/db/systems/read-recent-systems";
import { readSystems } from "@/db/systems/read-systems";
import { readWebhook, readWebhooks } from "@/db/webhooks/read-webhooks";
import { storeWebhookSecret } from "@/db/webhooks/store-secret";
import { quickFilters } from "@/lib/changes/finding/quick-filters";
import { periodOf } from "@/lib/report/report-filter";
import { openStatuses } from "@/lib/rules/record";
import { evidenceTextOf } from "@/testing/evidence-text";
import { declaredRows, metRows } from "@/testing/reads/checked-rows";
import { type SeededReads, seededReads } from "@/testing/reads/seeded-reads";

// Every query written in SQL is asked once of a database in which everything has happened. Each row is held to its
// schema by testing/reads/checked-rows.ts; here is seen that none was forgotten.

let fixture: SeededReads;

beforeAll(async () => {
  fixture = await seededReads();
  process.env.DATABASE_URL = fixture.url("app");
});
afterAll(() => fixture.drop());

const always = { start: "2000-01-01T00:00:00Z", end: "2100-01-01T00:00:00Z", zone: "UTC" };

describe("every read in SQL", () => {
  it("on a page of changes", async () => {
    await listChanges({});
    await saveView(fixture.operator.token, { name: "Mine", query: "type=normal", isShared: true });
    await readSavedViews(fixture.operator.id);
    await readSavedViews(fixture.auditor.id);
    await deleteView(fixture.operator.token, randomUUID());
    for (const { id } of [fixture.operator, fixture.reviewer, fixture.lead]) {
      const context = { reader: id, now: new Date().toISOString(), zone: "UTC", weekStart: "monday" as const };
      for (const actionable of [openStatuses, []]) await readWaiting({ ...context, actionable });
      await countOwnChanges({ personId: id, now: new Date() });
      for (const show of quickFilters) await listChanges({ show }, context);
    }
    for (const id of [fixture.records.normal, fixture.records.emergency, ...fixture.changes]) {
      await readChange(id);
      await readHistory("change", id);
    }
    await readHistory("system", fixture.dns);
    await readDisclosures("change", fixture.records.emergency);
    await readEmergencyCounts(always);
  });

  it("on a page of incidents", async () => {
    await listIncidents({});
    await listIncidents({ unresolved: "1" });
    for (const id of [fixture.records.incident, ...fixture.incidents]) {
      await readIncident(id);
      await readTimeline(id);
    }
  });

  it("on a page of imported records", async () => {
    await listImportedRecords({ q: "relay" });
    await listImportedRecords({ importId: fixture.imported });
    for (const { id } of await listImports()) await readImport(id);
    await readImportedRecord(fixture.imported, 1);
    const scope = { start: "2025-01-01T00:00:00Z", end: "2026-01-01T00:00:00Z" };
    expect(await readImportedInReport(scope, 10)).toMatchObject({
      count: 1,
      records: [{ importId: fixture.imported }],
    });
    expect(await readImportedInReport({ ...scope, type: "normal" }, 10)).toMatchObject({ count: 0 });
    expect((await readImportedExtent(scope)).count).toBe(1);
    expect(await firstImported()).toBe("2025-02-03T19:05:00.000000Z");
    for await (const rows of readImportedFile(scope)) expect(rows).toHaveLength(1);
    const year = { from: "2025-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z" };
    expect(await readImportedInCalendar(year, {})).toHaveLength(1);
    expect(await readImportedInCalendar(year, { client: 999, system: 999 })).toHaveLength(0);
  });

  it("on the other pages", async () => {
    for (const { id } of [fixture.operator, fixture.lead]) {
      for (const month of [null, always]) await readNotices(id, month);
      await readPerson(id);
      await readRecentSystems(id);
      await readEmailPreferences(id);
      await readWatches(id);
      await readWatchedOf(id, [`system:${fixture.dns}`]);
    }
    await readFirstRun();
    await requestHistory(fixture.operator.token);
    await readHistoryLoad();
    await readEntries();
    await readEntryUsage();
    await readPeople();
    await readStaff();
    await readDelegations();
    await readHalts();
    await readAccounts();
    await readClearance(fixture.changes[0] ?? 0, null, { clientIds: null, systemIds: null });
    await listTokensOf(fixture.lead.id);
    await listTokensOfOthers(fixture.operator.id, true);
    await readHalt(fixture.halt);
    await readUpcomingShifts(4);
    await readRosters();
    await readOverlappingRosters("primary", 0, Date.parse(always.end));
    await readPolicy();
    await readPolicyWithin(always.start, always.end);
    await listDeliveries({});
    await readChannels();
    await readWebhooks();
    await readWebhook(fixture.webhook);
    const sent = await listDeliveries({ channel: "webhook", webhook: fixture.webhook });
    expect(sent.deliveries).toHaveLength(1);
  });

  it("of the register of systems", async () => {
    await listSystems({});
    await readSystem(fixture.dns);
    await readSystems();
    await readFilterOptions({});
    await readRegister(["Harbour Bank"]);
    const step = { input: { name: "reads", client: "Acme" } };
    const post = { idempotencyKey: randomUUID(), requestHash: randomBytes(32), steps: [step] };
    for (const _ of ["the first time", "again"]) await importSystems(fixture.operator.token, post);
  });

  it("of the calendar", async () => {
    const [from, to] = [new Date(Date.now() - 30 * 86_400_000), new Date(Date.now() + 60 * 86_400_000)];
    await readCalendar({
      from: from.toISOString(),
      to: to.toISOString(),
      zone: "UTC",
      filter: {},
      readerId: fixture.lead.id,
    });
    await readFreezes();
    await readAffectedChanges("all", [[from.toISOString(), to.toISOString()]]);
    await readFeedReader(fixture.feed);
    await readFeed({}, fixture.lead.id);
  });

  it("of the API", async () => {
    const all = { limits: { clientIds: null, systemIds: null }, after: 0, limit: 200 };
    const reads = [readApiChanges, readApiDeliveries, readApiEntries, readApiEvents, readApiFreezes, readApiIncidents];
    for (const read of [...reads, readApiRosters, readApiSystems]) await read(all);
    for (const id of [...fixture.changes, fixture.records.emergency])
      await readApiChanges({ limits: { clientIds: [1], systemIds: null }, id });
    await readRecordHead("change", fixture.records.normal, all.limits);
  });

  it("of the gate", async () => {
    const question = { application: null, environment: null, system: null, include: [], nonce: null };
    const include = ["freezes", "changes"] as const;
    await askGate(fixture.token, { ...question, client: fixture.client, include });
    await askGate(fixture.token, { ...question, client: "Harbour Bank" });
    await askGate(fixture.token, { ...question, client: fixture.client, system: "nowhere" });
    await isGateToken(fixture.token);
  });

  it("of what is posted", async () => {
    const { token } = fixture.operator;
    const input = { comment: "So." };
    const post = {
      recordType: "change",
      recordId: fixture.records.normal,
      step: "note",
      expectedVersion: null,
      input,
    } as const;
    const sent = { ...post, idempotencyKey: randomUUID(), requestHash: randomBytes(32) };
    await performStep(token, sent);
    await readReplayedResponse(token, sent);
    const id = await storeFormDraft(token, "/changes", Buffer.from("sealed"));
    await readFormDraft(token, id ?? "", "/changes");
    await storeWebhookSecret(fixture.lead.token, "https://hooks.example.com/");
  });

  it("of the ledger", async () => {
    await readLedger();
    await readGauges();
    await readWorkerAges();
    await readLedgerEntries();
    await awaitLedgerRequest(fixture.auditor.id, "sign_checkpoint", 1);
    await awaitVerification(1);
    await changedRulebookParts();
  });

  it("of the report and its files", async () => {
    const population = await readPopulation(always);
    await readPeriodFigures([always, always]);
    await readChangeAudits(population.ids);
    await readChangeTexts(population.ids);
    await fixture.withMissingNumber(
      async (superuser) => void (await readPopulation(always, drizzle({ client: superuser }))),
    );
    const person = { ...fixture.auditor, personId: fixture.auditor.id };
    const exporter = { person, organisation: "Anchor MSP", demonstration: true };
    const period = periodOf({}, new Date().toISOString(), "UTC");
    await evidenceTextOf(
      exportReportEvidence(exporter, { filter: {}, period, zone: "UTC" }),
      fixture.worker,
      fixture.signer,
    );
    await evidenceTextOf(
      exportChangeEvidence({ ...exporter, sinceSize: 1 }, fixture.records.emergency),
      fixture.worker,
      fixture.signer,
    );
  });

  it("of the schema that a migrating build compares and makes", async () => {
    const owner = postgres(fixture.url("owner"), { max: 1, onnotice: () => {} });
    await readDatabaseSchema(drizzle({ client: owner }));
    await drizzle({ client: owner }).transaction((tx) => applySqlDefinitions(tx, false));
    await owner.end();
  });

  it("of the builds that a database has had", async () => {
    await recordBuild(drizzle({ client: fixture.owner }), "this build");
    await fixture.owner`insert into drizzle.builds (hash) values ('a later build')`;
    await refuseNewerDatabase(fixture.url("owner")).catch(() => {});
  });
});

const declaredIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.test|\.long)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => file !== "db/connection/typed-sql.ts")
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/\btypedSql\(/g)].map(() => file));

it("no row is declared that was not met", () => {
  expect(declaredRows.size).toBeGreaterThan(0);
  expect([...declaredRows.values()].toSorted()).toEqual(declaredIn("db").toSorted());
  expect([...declaredRows].flatMap(([row, file]) => (metRows.has(row) ? [] : [file]))).toEqual([]);
});

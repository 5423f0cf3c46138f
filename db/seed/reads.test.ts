import { randomBytes, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { readCalendar } from "@/db/calendar/read-calendar";
import { readerOfFeed, readFeed } from "@/db/calendar/read-feed";
import { readFreezes } from "@/db/calendar/read-freezes";
import { readTouched } from "@/db/calendar/touched-changes";
import { readEntries } from "@/db/catalogue/read-entries";
import { listChanges } from "@/db/changes/list-changes";
import { readChange } from "@/db/changes/read-change";
import { readEmergencies } from "@/db/changes/read-emergencies";
import { readHistory, readTimeline } from "@/db/changes/read-history";
import { readSent } from "@/db/changes/read-sent";

import { askGate, isToken } from "@/db/halts/gate";

import { readHalt, readHalts } from "@/db/halts/read-halts";
import { readNotices, readOpenIncidents, readWaiting } from "@/db/home/read-waiting";
import { listIncidents } from "@/db/incidents/list-incidents";
import { readIncident } from "@/db/incidents/read-incident";
import { applyLivingSql } from "@/db/install/apply-living-sql";
import { noteBuild, refuseNewerDatabase } from "@/db/install/build-of-database";
import { readLivingSchema } from "@/db/install/living-schema";
import { awaitAnswer } from "@/db/ledger/await-answer";
import { awaitVerification } from "@/db/ledger/await-verification";
import { readLedger } from "@/db/ledger/read-ledger";
import { readLog } from "@/db/ledger/read-log";
import { listDeliveries, readChannels } from "@/db/notices/list-deliveries";
import { readEmails } from "@/db/notices/read-emails";
import { readHeld } from "@/db/on-call/read-held";
import { readAhead, readRosters } from "@/db/on-call/read-roster";

import { readDelegations } from "@/db/people/read-delegations";
import { readPeople, readStaff } from "@/db/people/read-people";
import { readPerson } from "@/db/people/read-person";
import { readPolicy, readPolicyWithin } from "@/db/policy/read-policy";

import { changeEvidence } from "@/db/report/evidence/change-evidence";
import { reportEvidence } from "@/db/report/evidence/report-evidence";
import { readPopulation } from "@/db/report/read-population";
import { readTraces } from "@/db/report/read-traces";
import { readWording } from "@/db/report/read-wording";
import { changedParts } from "@/db/rules/living-rulebook";
import { keepForm, keptForm } from "@/db/steps/kept-forms";
import { firstAnswer, perform } from "@/db/steps/perform";
import { importSystems, readRegister } from "@/db/systems/import-systems";
import { listSystems, readSystem } from "@/db/systems/list-systems";

import { readPlaces } from "@/db/systems/read-places";

import { readSystems } from "@/db/systems/read-systems";
import { periodOf } from "@/lib/report/filter";
import { textOf } from "@/testing/handed-out";
import { declaredRows, metRows } from "@/testing/reads/checked-rows";
import { type SeededReads, seededReads } from "@/testing/reads/seeded-reads";

// Every query written in SQL is asked once of a database in which everything has happened. Each row is held to its
// schema by testing/reads/checked-rows.ts; here is seen that none was forgotten.

let world: SeededReads;

beforeAll(async () => {
  world = await seededReads();
  process.env.DATABASE_URL = world.url("app");
});
afterAll(() => world.drop());

const always = { start: "2000-01-01T00:00:00Z", end: "2100-01-01T00:00:00Z", zone: "UTC" };

describe("every read in SQL", () => {
  it("on a page of changes", async () => {
    await listChanges({});
    await readWaiting();
    for (const id of [world.told.normal, world.told.emergency, ...world.changes]) {
      await readChange(id);
      await readHistory("change", id);
    }
    await readHistory("system", world.dns);
    await readSent("change", world.told.emergency);
    await readEmergencies(always);
  });

  it("on a page of incidents", async () => {
    await listIncidents({});
    await readOpenIncidents();
    for (const id of [world.told.incident, ...world.incidents]) {
      await readIncident(id);
      await readTimeline(id);
    }
  });

  it("on the other pages", async () => {
    for (const { id } of [world.operator, world.lead]) {
      await readNotices(id);
      await readPerson(id);
      await readEmails(id);
    }
    await readEntries();
    await readPeople();
    await readStaff();
    await readDelegations();
    await readHalts();
    await readHalt(world.halt);
    await readAhead(4);
    await readRosters();
    await readHeld("primary", 0, Date.parse(always.end));
    await readPolicy();
    await readPolicyWithin(always.start, always.end);
    await listDeliveries({});
    await readChannels();
  });

  it("of the register of systems", async () => {
    await listSystems({});
    await readSystem(world.dns);
    await readSystems();
    await readPlaces({});
    await readRegister(["Harbour Bank"]);
    const step = { input: { name: "reads", client: "Acme" } };
    const post = { key: randomUUID(), hash: randomBytes(32), steps: [step] };
    for (const _ of ["the first time", "again"]) await importSystems(world.operator.token, post);
  });

  it("of the calendar", async () => {
    const [from, to] = [new Date(Date.now() - 30 * 86_400_000), new Date(Date.now() + 60 * 86_400_000)];
    await readCalendar({ from: from.toISOString(), to: to.toISOString(), zone: "UTC", filter: {}, me: world.lead.id });
    await readFreezes();
    await readTouched("all", [[from.toISOString(), to.toISOString()]]);
    await readerOfFeed(world.feed);
    await readFeed({}, world.lead.id);
  });

  it("of the gate", async () => {
    const question = { application: null, environment: null, system: null, include: [], nonce: null };
    const include = ["freezes", "changes"] as const;
    await askGate(world.token, { ...question, client: world.client, include });
    await askGate(world.token, { ...question, client: "Harbour Bank" });
    await askGate(world.token, { ...question, client: world.client, system: "nowhere" });
    await isToken(world.token);
  });

  it("of what is posted", async () => {
    const { token } = world.operator;
    const input = { comment: "So." };
    const post = { subject: "change", id: world.told.normal, step: "note", readAt: null, input } as const;
    const sent = { ...post, key: randomUUID(), hash: randomBytes(32) };
    await perform(token, sent);
    await firstAnswer(token, sent);
    const id = await keepForm(token, "/changes", Buffer.from("sealed"));
    await keptForm(token, id ?? "", "/changes");
  });

  it("of the ledger", async () => {
    await readLedger();
    await readLog();
    await awaitAnswer(world.auditor.id, "sign_checkpoint", 1);
    await awaitVerification(1);
    await changedParts();
  });

  it("of the report and its files", async () => {
    const population = await readPopulation(always);
    await readTraces(population.ids);
    await readWording(population.ids);
    await world.withAGap(async (superuser) => void (await readPopulation(always, drizzle({ client: superuser }))));
    const person = { ...world.auditor, personId: world.auditor.id };
    const exporter = { person, organisation: "Anchor MSP", demonstration: true };
    const period = periodOf({}, new Date().toISOString(), "UTC");
    await textOf(reportEvidence(exporter, { filter: {}, period, zone: "UTC" }), world.worker, world.signer);
    await textOf(changeEvidence({ ...exporter, since: 1 }, world.told.emergency), world.worker, world.signer);
  });

  it("of the schema that a migrating build compares and makes", async () => {
    const owner = postgres(world.url("owner"), { max: 1, onnotice: () => {} });
    await readLivingSchema(drizzle({ client: owner }));
    await drizzle({ client: owner }).transaction((tx) => applyLivingSql(tx, false));
    await owner.end();
  });

  it("of the builds that a database has had", async () => {
    await noteBuild(drizzle({ client: world.owner }), "this build");
    await world.owner`insert into drizzle.builds (hash) values ('a later build')`;
    await refuseNewerDatabase(world.url("owner")).catch(() => {});
  });
});

const declaredIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.test|\.long)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => file !== "db/connection/rows.ts")
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/\bsqlWith\(/g)].map(() => file));

it("no row is declared that was not met", () => {
  expect([...declaredRows.values()].toSorted()).toEqual(declaredIn("db").toSorted());
  expect([...declaredRows].flatMap(([row, file]) => (metRows.has(row) ? [] : [file]))).toEqual([]);
});

import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportedRecord } from "@/lib/imports/imported-fields";
import { type Fixture, newFixture } from "@/testing/fixture";
import { hashOf, type SignedIn } from "@/testing/people";
import { refusalFrom, takeStep } from "@/testing/steps";
import { type ImportRequest, importPast } from "./import-past";
import { importedPerPage, listImportedRecords } from "./list-imported-records";
import { readImportedRecord } from "./read-imported-record";
import { listImports, readImport } from "./read-imports";

// Change Records: what another system recorded is imported by an operations lead, stays as it was read, and is never a change.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
  process.env.DATABASE_URL = fixture.url("app");
});
afterAll(() => fixture.drop());

const record = (number: string, fields: Partial<ImportedRecord> = {}): ImportedRecord => ({
  ...{ foreignNumber: number, title: `Title of ${number}`, foreignType: "Normal", foreignStatus: "Closed" },
  ...{ client: "ACME", system: "dns", requestedBy: "Requester One", approvedBy: null },
  ...{
    plannedStart: "2025-02-03T19:00:00.000Z",
    plannedEnd: "2025-02-03T21:00:00.000Z",
    actualStart: null,
    actualEnd: null,
  },
  ...{ outcome: "Successful:\nall “fine”, 100 %", link: "https://tickets.example/1" },
  ...fields,
});

const requestFor = (records: readonly ImportedRecord[], fields: Partial<ImportRequest> = {}): ImportRequest => ({
  ...{ idempotencyKey: randomUUID(), requestHash: randomBytes(32), fileHash: randomBytes(32).toString("hex") },
  ...{
    sourceSystem: "ServiceNow",
    fileName: "changes.csv",
    mapping: "Title: short_description",
    leftOut: 0,
    rowReport: "",
  },
  ...{ records, ...fields },
});

async function importAs(who: SignedIn, records: readonly ImportedRecord[], fields: Partial<ImportRequest> = {}) {
  const result = await importPast(who.token, requestFor(records, fields));
  if (!result.ok) throw new Error(result.sentence);
  return result.id;
}
const withdraw = (id: number, who = fixture.lead) =>
  takeStep(fixture.app, who, "import", id, "withdraw_import", { reason: "It was the wrong file." });
const changeCount = async () => Number((await fixture.owner`select count(*) as n from changes`)[0]?.n);

describe("an import", () => {
  it("is made by an operations lead alone, with its records as they were read", async () => {
    const before = await changeCount();
    for (const who of [fixture.operator, fixture.reviewer, fixture.auditor, fixture.nobody])
      expect(await importPast(who.token, requestFor([record("A-1")]))).toMatchObject({ ok: false, kind: "who" });
    const id = await importAs(
      fixture.lead,
      [record("A-1"), record("A-2", { client: "Nobody Ltd", plannedEnd: null })],
      {
        leftOut: 1,
        rowReport: "Row 4: Title is missing.",
      },
    );
    expect(await readImport(id)).toMatchObject({
      ...{ status: "imported", sourceSystem: "ServiceNow", fileName: "changes.csv", recordCount: 2, leftOut: 1 },
      ...{ rowReport: "Row 4: Title is missing.", mapping: "Title: short_description", importedBy: "Ops Lead One" },
      withdrawn: null,
    });
    expect(await readImportedRecord(id, 1)).toMatchObject({
      ...{
        foreignNumber: "A-1",
        outcome: "Successful:\nall “fine”, 100 %",
        plannedStart: "2025-02-03T19:00:00.000000Z",
      },
      ...{ registeredClient: { name: "Acme" }, registeredSystem: { id: fixture.dns, name: "dns" } },
    });
    expect(await readImportedRecord(id, 2)).toMatchObject({
      client: "Nobody Ltd",
      registeredClient: null,
      registeredSystem: null,
    });
    expect(await readImportedRecord(id, 3)).toBeNull();
    expect(await readImport(id + 1000)).toBeNull();
    expect(await changeCount()).toBe(before);
  });

  it("has the hash of its records in its event, as anybody recounts it", async () => {
    const id = await importAs(fixture.lead, [record("B-1"), record("Ä-2", { link: null, client: null })]);
    const [row] = await fixture.superuser<{ recounted: string; logged: string; unlike: number }[]>`
      select encode(imported_records_hash(${id}), 'hex') as recounted,
        (select canonical::jsonb -> 'data' ->> 'recordsHash' from events where subject_type = 'import' and subject_id = ${id} and seq = 1) as logged,
        (select count(*)::int from imported_records r where import_id = ${id} and row_hash <> imported_record_hash(r)) as unlike`;
    expect(row?.recounted).toMatch(/^[0-9a-f]{64}$/);
    expect(row).toMatchObject({ logged: row?.recounted, unlike: 0 });
  });

  it("counts once, however often it is sent; and a file once, until its import is withdrawn", async () => {
    const request = requestFor([record("C-1")]);
    const first = await importPast(fixture.lead.token, request);
    expect(await importPast(fixture.lead.token, request)).toEqual(first);
    const again = requestFor([record("C-1")], { fileHash: request.fileHash });
    expect(await importPast(fixture.lead2.token, again)).toMatchObject({ ok: false, code: "file_was_imported" });
    if (!first.ok) throw new Error("it was imported");
    await withdraw(first.id);
    expect(await importPast(fixture.lead2.token, again)).toMatchObject({ ok: true });
  });

  it("is withdrawn by a lead, once, with a reason: its records leave the list and stay on its page", async () => {
    const id = await importAs(fixture.lead, [record("D-1", { title: "Unmistakable words" })]);
    expect((await listImportedRecords({ q: "unmistakable" })).records).toMatchObject([{ importId: id, rowNumber: 1 }]);
    for (const who of [fixture.operator, fixture.auditor])
      expect(await refusalFrom(withdraw(id, who))).toMatchObject({ because: "who" });
    expect(await refusalFrom(takeStep(fixture.app, fixture.lead, "import", id, "withdraw_import", {}))).toMatchObject({
      field: "reason",
    });
    await withdraw(id, fixture.lead2);
    expect(await refusalFrom(withdraw(id))).toMatchObject({ because: "status" });
    expect(await readImport(id)).toMatchObject({
      status: "withdrawn",
      withdrawn: { by: "Ops Lead Two", reason: "It was the wrong file." },
    });
    expect((await listImportedRecords({ q: "unmistakable" })).records).toEqual([]);
    expect((await listImportedRecords({ importId: id })).records).toHaveLength(1);
    expect(await readImportedRecord(id, 1)).toMatchObject({ importStatus: "withdrawn" });
    expect((await listImports())[0]).toMatchObject({ id, status: "withdrawn" });
  });
});

describe("imported records", () => {
  it("are added, changed and removed by nobody after their import, whoever connects", async () => {
    const id = await importAs(fixture.lead, [record("E-1")]);
    const copy = (
      number: number,
    ) => `insert into imported_records (import_id, row_number, salt, row_hash, foreign_number, title)
      select import_id, ${number}, salt, row_hash, foreign_number, title from imported_records where import_id = ${id}`;
    for (const statement of [
      copy(1),
      copy(2),
      "update imported_records set title = 'x'",
      "delete from imported_records",
      "truncate imported_records",
      "delete from imports",
      "update imports set source_system = 'x'",
      `insert into imports select (m).* from (select m from imports m limit 1) m`,
    ]) {
      expect((await refusalFrom(fixture.owner.unsafe(statement))).refusal).toMatch(
        /stays|unlike|not_emptied|by_events_alone/,
      );
      expect(await refusalFrom(fixture.app.unsafe(statement))).toMatchObject({ code: "42501" });
      expect(await refusalFrom(fixture.worker.unsafe(statement))).toMatchObject({ code: "42501" });
    }
  });

  it("come with the person of their import, as many and as they are hashed, or nothing is committed", async () => {
    const row = (fields: object) =>
      JSON.stringify([
        { row_number: 1, salt: "ab".repeat(16), row_hash: "00", foreign_number: "1", title: "T", ...fields },
      ]);
    const input = { sourceSystem: "x", fileName: "x", fileHash: "ab".repeat(32), mapping: "x", leftOut: 0 };
    const attempt = (recordCount: number, rows: string | null, storedBy = fixture.lead) =>
      fixture.app.begin(async (tx) => {
        await tx`select set_config('windlass.session', ${fixture.lead.token}, true)`;
        const [event] = await tx<{ id: number }[]>`insert into events (subject_type, step, input)
          values ('import', 'import_past', ${JSON.stringify({ ...input, recordCount, recordsHash: hashOf("").toString("hex") })}::text::jsonb) returning subject_id as id`;
        await tx`select set_config('windlass.session', ${storedBy.token}, true)`;
        if (rows) await tx`select store_imported_records(${event?.id ?? 0}, ${rows}::text::jsonb)`;
      });
    expect(await refusalFrom(attempt(1, null))).toMatchObject({ refusal: "records_unlike_import" });
    expect(await refusalFrom(attempt(1, row({})))).toMatchObject({ refusal: "records_unlike_import" });
    expect(await refusalFrom(attempt(1, row({ row_number: 2 })))).toMatchObject({ refusal: "records_unlike_import" });
    expect(await refusalFrom(attempt(1, row({ title: "\u202Ex" })))).toMatchObject({
      refusal: "records_unlike_import",
    });
    expect(await refusalFrom(attempt(1, row({}), fixture.lead2))).toMatchObject({ refusal: "records_of_no_import" });
    expect(await refusalFrom(fixture.app`select store_imported_records(1, '[]')`)).toMatchObject({
      refusal: "records_of_no_import",
    });
    await attempt(0, null);
  });

  it("are listed the newest first, a page after the other, none twice and none left out", async () => {
    const count = 2 * importedPerPage + 7;
    const at = (minute: number) => new Date(Date.UTC(2024, 0, 1, 0, minute)).toISOString();
    const records = Array.from({ length: count }, (_, n) =>
      record(`F-${n}`, { title: "Paged", plannedStart: n % 10 === 0 ? null : at(n % 40), plannedEnd: null }),
    );
    const id = await importAs(fixture.lead, records);
    const seen: string[] = [];
    let before: { importId: number; rowNumber: number } | undefined;
    do {
      const page = await listImportedRecords({ q: "paged", before });
      expect(page.matching).toEqual({ count, more: false });
      seen.push(...page.records.map(({ foreignNumber }) => foreignNumber));
      before = page.next ?? undefined;
    } while (before);
    expect(seen).toHaveLength(count);
    expect(new Set(seen).size).toBe(count);
    const { records: first, next } = await listImportedRecords({ importId: id });
    expect(first.map(({ rowNumber }) => rowNumber)).toEqual(Array.from({ length: importedPerPage }, (_, n) => n + 1));
    expect((await listImportedRecords({ importId: id, before: next ?? undefined })).records[0]?.rowNumber).toBe(
      importedPerPage + 1,
    );
  });

  it("of hostile cells stay the words that they are", async () => {
    const title = `'; drop table events; -- <script>alert(1)</script> =cmd|' /C calc'!A0 \${x} {{y}} 🚨`;
    const id = await importAs(fixture.lead, [record("=1+1", { title, outcome: "x".repeat(10_000), system: "%_\\" })]);
    expect(await readImportedRecord(id, 1)).toMatchObject({ foreignNumber: "=1+1", title, system: "%_\\" });
  });

  it("by the thousand take bounded time and memory", async () => {
    const records = Array.from({ length: 10_000 }, (_, n) => record(`G-${n}`, { outcome: `Outcome ${n} `.repeat(20) }));
    const [memory, start] = [process.memoryUsage().heapUsed, performance.now()];
    const id = await importAs(fixture.lead, records);
    const [took, grown] = [performance.now() - start, process.memoryUsage().heapUsed - memory];
    console.log(`10,000 records in ${Math.round(took)} ms, ${Math.round(grown / 1e6)} MB of heap more`);
    expect(grown).toBeLessThan(300e6);
    expect(await readImport(id)).toMatchObject({ recordCount: 10_000 });
    expect((await listImportedRecords({ q: "outcome" })).matching).toEqual({ count: 500, more: true });
  });
});

import type { TransactionSql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifierKey } from "@/db/ledger/signing/checkpoint-note";
import { type Fixture, newFixture } from "@/testing/fixture";
import { type CreatedRecords, createRecords } from "@/testing/record-fixtures";
import { newSigner, signLog } from "@/testing/sign-log";
import { takeStep } from "@/testing/steps";
import { verifyExport } from "@/testing/verify-export";
import { exportLedger } from "./export-ledger";

// What somebody who rules the database can do to the log, and what is said of it afterwards.

let fixture: Fixture;
let records: CreatedRecords;
let log = "";
let first = "";
let last = "";
const signer = newSigner();
const key = verifierKey(signer);

async function textOfLog(): Promise<string> {
  let text = "";
  for await (const piece of exportLedger(fixture.worker, key)) text += piece;
  return text;
}

beforeAll(async () => {
  fixture = await newFixture();
  first = await signLog(fixture.worker, signer);
  records = await createRecords(fixture);
  await signLog(fixture.worker, signer);
  for (let more = 0; more < 3; more += 1)
    await takeStep(fixture.app, fixture.operator, "change", records.normal, "note", { comment: `Note ${more}.` });
  last = await signLog(fixture.worker, signer);
  log = await textOfLog();
});
afterAll(() => fixture.drop());

it("verifies as it is, against each checkpoint, and with what came after them", async () => {
  for (const checkpoint of [undefined, first, last])
    expect(await verifyExport(log, { key, ...(checkpoint && { checkpoint }) })).toMatchObject({ ok: true });
});

type Line = { place: number; canonical: string; hash: string; leaf: string };
const linesOf = () => log.split("\n");
/** Where in the export the line of an event stands, counted from 0. */
const at = (seq: number, id = records.normal) =>
  linesOf().findIndex(
    (line) =>
      line.includes(`\\"id\\": ${id},`) &&
      line.includes('\\"subject\\": \\"change\\"') &&
      line.includes(`\\"seq\\": ${seq},`),
  );
const withLines = (change: (lines: string[]) => unknown) => {
  const lines = linesOf();
  change(lines);
  return lines.join("\n");
};
const logIndex = (seq: number, id?: number) =>
  (JSON.parse((linesOf()[at(seq, id)] ?? "").replace(/,$/, "")) as Line).place;

describe("a file of the whole log", () => {
  const cases: Record<string, [() => string, () => string]> = {
    "a line taken out": [
      () => withLines((lines) => lines.splice(at(3), 1)),
      () => `BROKEN: log index ${logIndex(3)}: missing; log index ${logIndex(3) + 1} follows.`,
    ],
    "its first line taken out": [
      () => withLines((lines) => lines.splice(4, 1)),
      () => "BROKEN: log index 1: missing; log index 2 follows.",
    ],
    "its end cut": [
      () => withLines((lines) => lines.splice(at(8), 1)),
      () => `BROKEN: the checkpoint of ${logIndex(8)} events stands after log index ${logIndex(8) - 1}.`,
    ],
    "two lines swapped": [
      () => withLines((lines) => ([lines[at(2)], lines[at(3)]] = [lines[at(3)] ?? "", lines[at(2)] ?? ""])),
      () => `BROKEN: log index ${logIndex(2)}: missing; log index ${logIndex(3)} follows.`,
    ],
    "a line copied": [
      () => withLines((lines) => lines.splice(at(3), 0, lines[at(3)] ?? "")),
      () => `BROKEN: CHG-1001, event 3 (log index ${logIndex(3)}): out of order.`,
    ],
    "an event that is in no log": [
      () => withLines((lines) => (lines[at(8)] = (lines[at(8)] ?? "").replace(/"place":\d+/, '"waiting":false'))),
      () => `BROKEN: CHG-1001, event 8: neither in the log nor waiting to be added.`,
    ],
  };
  for (const [name, [change, words]] of Object.entries(cases))
    it(`names it: ${name}`, async () => {
      const { ok, verdict } = await verifyExport(change(), { key });
      expect([verdict, ok]).toEqual([words(), false]);
    });
});

class Undone extends Error {}

/** Does it as the superuser who takes the triggers off, exports, and undoes it. */
async function afterwards(change: (tx: TransactionSql) => Promise<unknown>): Promise<string> {
  let text = "";
  const undone = await fixture.superuser
    .begin(async (tx) => {
      for (const table of [
        "events",
        "texts",
        "ledger_entries",
        "ledger_nodes",
        "ledger_queue",
        "checkpoints",
        "record_chains",
        "changes",
      ])
        await tx`alter table ${tx(table)} disable trigger all`;
      await tx`alter table events drop constraint an_event_is_hashed_as_its_bytes_are`;
      await tx`alter table texts drop constraint a_text_is_there_or_was_redacted`;
      await change(tx);
      const inside = {
        begin: async (_: string, work: (sql: TransactionSql) => Promise<void>) => await work(savepointed(tx)),
      };
      for await (const piece of exportLedger(inside as never, key)) text += piece;
      throw new Undone();
    })
    .catch((error: unknown) => error);
  if (!(undone instanceof Undone)) throw undone;
  return text;
}

// The export opens a transaction of its own: here it is within one.
const savepointed = (tx: TransactionSql) =>
  new Proxy(tx, {
    apply: (_, self, words: [TemplateStringsArray, ...unknown[]]) =>
      /^set/.test(words[0][0] ?? "") ? Promise.resolve([]) : Reflect.apply(tx, self, words),
  });

const event = (seq: number) => ({ id: records.normal, seq });
const rehash = (tx: TransactionSql, { id, seq }: { id: number; seq: number }) =>
  tx`update events set hash = sha256(convert_to(canonical, 'UTF8')) where subject_type = 'change' and subject_id = ${id} and seq = ${seq}`;
const leafAnew = (tx: TransactionSql, { id, seq }: { id: number; seq: number }) =>
  tx`update ledger_entries l set leaf = leaf_hash(e.canonical) from events e where e.id = l.event_id and e.subject_type = 'change' and e.subject_id = ${id} and e.seq = ${seq}`;
const bytes = (tx: TransactionSql, { id, seq }: { id: number; seq: number }) =>
  tx`update events set canonical = replace(canonical, '"revision": 1', '"revision": 2'), revision = 2 where subject_type = 'change' and subject_id = ${id} and seq = ${seq}`;

describe("a database", () => {
  const named = (seq: number, words: string) => () =>
    `BROKEN: CHG-1001, event ${seq} (log index ${logIndex(seq)}): ${words}`;
  const cases: Record<string, [(tx: TransactionSql) => Promise<unknown>, () => string]> = {
    "an event's bytes": [(tx) => bytes(tx, event(3)), named(3, "the bytes do not match the hash.")],
    "its bytes and its hash": [
      async (tx) => [await bytes(tx, event(3)), await rehash(tx, event(3))],
      named(3, "the leaf in the log does not match the bytes."),
    ],
    "its bytes, its hash and its leaf": [
      async (tx) => [await bytes(tx, event(3)), await rehash(tx, event(3)), await leafAnew(tx, event(3))],
      named(3, "event 4 does not hold its hash."),
    ],
    "all of that of the last event of its chain": [
      async (tx) => [await bytes(tx, event(8)), await rehash(tx, event(8)), await leafAnew(tx, event(8))],
      () =>
        `BROKEN: an event from log index ${logIndex(6)} to ${logIndex(8)}: not what the checkpoint of the export signed.`,
    ],
    "who did it, in the column that pages read": [
      (tx) =>
        tx`update events set person_id = ${fixture.lead.id} where subject_type = 'change' and subject_id = ${records.normal} and seq = 3`,
      named(3, "the database's columns differ from the bytes (by)."),
    ],
    "an event deleted": [
      (tx) => tx`delete from events where subject_type = 'change' and subject_id = ${records.normal} and seq = 3`,
      () => `BROKEN: log index ${logIndex(3)}: the bytes are missing.`,
    ],
    "an event deleted from the log too": [
      async (tx) => [
        await tx`delete from ledger_entries where log_index = ${logIndex(3)}`,
        await tx`delete from events where subject_type = 'change' and subject_id = ${records.normal} and seq = 3`,
      ],
      () => `BROKEN: log index ${logIndex(3)}: missing; log index ${logIndex(3) + 1} follows.`,
    ],
    "the log closed over the gap": [
      async (tx) => {
        await tx`delete from ledger_entries where log_index = ${logIndex(3)}`;
        await tx`delete from events where subject_type = 'change' and subject_id = ${records.normal} and seq = 3`;
        await tx`update ledger_entries set log_index = -log_index where log_index > ${logIndex(3)}`;
        await tx`update ledger_entries set log_index = -log_index - 1 where log_index < 0`;
      },
      () => "BROKEN: CHG-1001, event 3: missing; event 4 is in its place.",
    ],
    "two events swapped in the log": [
      async (tx) => {
        const [one, other] = [logIndex(1), logIndex(2)];
        const held = await tx`select * from ledger_entries where log_index in (${one}, ${other})`;
        await tx`delete from ledger_entries where log_index in (${one}, ${other})`;
        for (const { log_index: index, event_id, leaf } of held)
          await tx`insert into ledger_entries (log_index, event_id, leaf) values (${one + other - index}, ${event_id}, ${leaf})`;
      },
      () => "BROKEN: CHG-1001, event 1: missing; event 2 is in its place.",
    ],
    "an event copied": [
      (
        tx,
      ) => tx`insert into events select nextval('event_ids'), 'change', ${records.normal}, 9, step, person_id, session_id, from_status, to_status,
        revision, aside, received_at, read_at, cause_id, loaded, canonical, hash, null from events where subject_type = 'change' and subject_id = ${records.normal} and seq = 8`,
      () => "BROKEN: CHG-1001, event 8: the database's columns differ from the bytes (event, seq).",
    ],
    "an event made up": [
      (
        tx,
      ) => tx`insert into events (id, subject_type, subject_id, seq, step, person_id, to_status, revision, aside, received_at, canonical, hash)
        select id, 'change', ${records.normal}, 9, 'approve', 5, 'approved', 1, false, at, text, sha256(convert_to(text, 'UTF8')) from (
          select id, at, jsonb_build_object('version', 1, 'event', id, 'subject', 'change', 'id', ${records.normal}::bigint, 'seq', 9, 'step', 'approve', 'by', 5,
            'to', 'approved', 'revision', 1, 'at', utc(at), 'texts', '{}'::jsonb, 'previous', (select encode(hash, 'hex') from events
              where subject_type = 'change' and subject_id = ${records.normal} and seq = 8))::text as text
          from (select nextval('event_ids') as id, now() as at) made) made`,
      () => "BROKEN: CHG-1001, event 9: neither in the log nor waiting to be added.",
    ],
    "a text": [
      (tx) =>
        tx`update texts set text = 'Else.' where field = 'why' and event_id = (select event_id from ledger_entries where log_index = ${logIndex(1)})`,
      named(1, 'the text "why" does not match its hash.'),
    ],
    "a text deleted": [
      (tx) =>
        tx`delete from texts where field = 'comment' and event_id = (select event_id from ledger_entries where log_index = ${logIndex(4)})`,
      named(4, 'the text "comment" is missing.'),
    ],
    "a text taken away without a redaction": [
      (tx) =>
        tx`update texts set text = null, salt = null where field = 'comment' and event_id = (select event_id from ledger_entries where log_index = ${logIndex(4)})`,
      named(4, 'the text "comment" is missing, and no event redacts it.'),
    ],
    "another text taken away under the redaction of one": [
      (
        tx,
      ) => tx`update texts set text = null, salt = null, redaction_event_id = (select max(redaction_event_id) from texts)
        where field = 'why' and event_id = (select event_id from ledger_entries where log_index = ${logIndex(3, records.emergency)})`,
      () =>
        `BROKEN: CHG-1002, event 3 (log index ${logIndex(3, records.emergency)}): the text "why" is missing, and no event redacts it.`,
    ],
  };
  for (const [name, [change, words]] of Object.entries(cases))
    it(`names it: ${name}`, async () => {
      const { ok, verdict } = await verifyExport(await afterwards(change), { key });
      expect([verdict, ok]).toEqual([words(), false]);
    });
});

it("a checkpoint without a true signature is named, and breaks nothing: it says nothing of the log", async () => {
  const text = await afterwards(
    (tx) =>
      tx`update checkpoints set note = replace(note, 'at 20', 'at 19') where id = (select min(id) from checkpoints)`,
  );
  const { ok, verdict } = await verifyExport(text, { key, checkpoint: last });
  expect([ok, verdict]).toEqual([
    true,
    expect.stringMatching(`^VERIFIED: .*FOUND: 1 checkpoint in the database, of ${sizeOf(first)} events, not signed`),
  ]);
});

describe("each column of an event is held to its bytes", () => {
  const columns: Record<string, string> = {
    session: "session_id = session_id + 1",
    read_at: "read_at = coalesce(read_at, 0) + 1",
    aside: "aside = not aside",
    cause: "cause_id = 1",
    loaded: "loaded = not loaded",
    at: "received_at = received_at + interval '1 microsecond'",
    from: "from_status = 'approved'",
    to: "to_status = 'approved'",
    input: `input = '{"a": 1}'`,
  };
  it.each(Object.entries(columns))("%s", async (column, set) => {
    const text = await afterwards(async (tx) => {
      await tx`alter table events drop constraint what_was_posted_is_not_kept`;
      await tx.unsafe(
        `update events set ${set} where subject_type = 'change' and subject_id = ${records.normal} and seq = 3`,
      );
    });
    expect((await verifyExport(text, { key })).verdict).toBe(
      `BROKEN: CHG-1001, event 3 (log index ${logIndex(3)}): the database's columns differ from the bytes (${column}).`,
    );
  });
});

describe("an approval that nobody gave, appended with a right chain, waiting for its place", () => {
  type Forged = { by: number; session?: number; loaded?: true };
  const forged = (made: (tx: TransactionSql) => Promise<Forged>) =>
    afterwards(async (tx) => {
      const { by, session, loaded } = await made(tx);
      const [before] = await tx<{ hash: string; id: number; at: string }[]>`
        select encode(hash, 'hex') as hash, nextval('event_ids')::float8 as id, utc(windlass_now()) as at from events
        where subject_type = 'change' and subject_id = ${records.normal} order by seq desc limit 1`;
      const { hash: previous, id: event, at } = before ?? {};
      const canonical = JSON.stringify({
        ...{
          version: 1,
          event,
          subject: "change",
          id: records.normal,
          seq: 9,
          step: "approve",
          type: "normal",
          by,
          session,
        },
        ...{ from: "reviewed", to: "approved", revision: 1, at, loaded, data: {}, texts: {}, previous },
      });
      await tx`insert into events (id, subject_type, subject_id, seq, step, person_id, session_id, from_status, to_status, revision, aside, received_at, loaded, canonical, hash)
        values (${Number(event)}, 'change', ${records.normal}, 9, 'approve', ${by}, ${session ?? null}, 'reviewed', 'approved', 1, false, ${String(at)}::text::timestamptz,
          ${loaded ?? false}, ${canonical}, sha256(convert_to(${canonical}, 'UTF8')))`;
      await tx`insert into ledger_queue values (${Number(event)}) on conflict do nothing`;
    });
  const sessionOf = async (tx: TransactionSql, person: number) =>
    Number((await tx`select max(id)::float8 as id from sessions where person_id = ${person}`)[0]?.id);

  const cases: Record<string, [(tx: TransactionSql) => Promise<Forged>, () => string | RegExp]> = {
    "in no session": [async () => ({ by: fixture.lead.id }), () => "names no session, so nobody was signed in."],
    "in another's session": [
      async (tx) => ({ by: fixture.lead.id, session: await sessionOf(tx, fixture.operator.id) }),
      () => new RegExp(`session \\d+ is of person ${fixture.operator.id}, not of ${fixture.lead.id}\\.$`),
    ],
    "in a session that was never opened": [
      async () => ({ by: fixture.lead.id, session: 4711 }),
      () => "session 4711 was never opened.",
    ],
  };
  it.each(Object.entries(cases))("%s", async (_, [made, words]) => {
    const finding = words();
    const { ok, verdict } = await verifyExport(await forged(made), { key });
    expect(ok).toBe(false);
    if (typeof finding === "string") expect(verdict).toBe(`BROKEN: CHG-1001, event 9: ${finding}`);
    else expect(verdict).toMatch(finding);
  });
});

const sizeOf = (note: string) => Number(note.split("\n")[1]);

describe("what only the given checkpoint withstands", () => {
  const cut = async (tx: TransactionSql) => {
    await tx`delete from checkpoints where size > ${sizeOf(first)}`;
    await tx`delete from ledger_entries where log_index > ${sizeOf(first)}`;
    await tx`delete from events where id not in (select event_id from ledger_entries)`;
    await tx`delete from texts where event_id not in (select id from events)`;
  };
  const rewritten = async (tx: TransactionSql) => {
    await cut(tx);
    await tx`update events set canonical = replace(canonical, '"revision": 1', '"revision": 7'), revision = 7`;
    await tx`do $$ declare e events; before bytea; begin
      for e in select * from events order by id loop
        select hash into before from events where subject_type = e.subject_type and subject_id = e.subject_id and seq = e.seq - 1;
        update events set canonical = jsonb_set(canonical::jsonb, '{previous}', to_jsonb(encode(coalesce(before, ''), 'hex')))::text where id = e.id;
        update events set hash = sha256(convert_to(canonical, 'UTF8')) where id = e.id;
      end loop;
    end $$`;
    await tx`update ledger_entries l set leaf = leaf_hash(e.canonical) from events e where e.id = l.event_id`;
    await tx`delete from checkpoints`;
    await tx`delete from ledger_nodes`;
    await signLog(tx as never, signer);
  };

  it("a tail that was cut", async () => {
    const text = await afterwards(cut);
    expect(await verifyExport(text, { key })).toMatchObject({ ok: true });
    expect((await verifyExport(text, { key, checkpoint: last })).verdict).toMatch(
      /^BROKEN: the log ends at index \d+, .* the end of the log was removed\.$/,
    );
  });

  it("a log that was written anew and signed with the true key", async () => {
    const text = await afterwards(rewritten);
    expect(await verifyExport(text, { key })).toMatchObject({ ok: true });
    const { ok, verdict } = await verifyExport(text, { key, checkpoint: first });
    expect([ok, verdict]).toEqual([
      false,
      `BROKEN: an event from log index 1 to ${sizeOf(first)}: not what the given checkpoint signed.`,
    ]);
  });
});

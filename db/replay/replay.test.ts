import type { TransactionSql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportLedger } from "@/db/ledger/export-ledger";
import { seedDemo } from "@/db/seed/demo/seed-demo";
import { loadHistory } from "@/db/seed/load-history";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { verifyExport } from "@/testing/verify-export";
import { chainErrors } from "./chain-errors";
import { replayDifferences } from "./replay";

let db: TestDatabase;

beforeAll(async () => {
  db = await newDatabase();
  await seedDemo(db.url("owner"));
  await loadHistory(db.url("owner"), { changes: 60, years: 1 }, () => {});
});
afterAll(() => db.drop());

type Write = (tx: TransactionSql) => Promise<{ count: number }>;

const rollBack = new Error("rolled back");

/** What `check` finds after a superuser wrote past every guard. The transaction is rolled back. */
async function errorsAfter(write: Write, check: typeof chainErrors): Promise<string[]> {
  let found: string[] = [];
  await db.superuser
    .begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      for (const table of ["changes", "change_systems", "events", "incidents", "declared_rosters", "systems", "texts"])
        await tx`alter table ${tx(table)} disable trigger user`;
      expect(await write(tx)).toHaveProperty("count", 1);
      found = await check(tx);
      throw rollBack;
    })
    .catch((error: unknown) => {
      if (error !== rollBack) throw error;
    });
  return found;
}

it("nothing is found where nothing was written past the guards", async () => {
  expect(await replayDifferences(db.superuser)).toEqual([]);
  expect(await chainErrors(db.superuser)).toEqual([]);
  expect(await verifyExport(exportLedger(db.worker, null))).toMatchObject({ ok: true });
});

describe("the replay finds", () => {
  it.each<[string, Write, RegExp]>([
    [
      "a change that says something else",
      (tx) => tx`update changes set reversible = not reversible where id = (select min(id) from changes)`,
      /^CHG-\d+ reversible: /,
    ],
    [
      "a change that lost a system",
      (tx) =>
        tx`delete from change_systems where (change_id, system_id) = (select min(change_id), min(system_id) from change_systems where change_id = (select min(change_id) from change_systems))`,
      /^CHG-\d+ systems: /,
    ],
    [
      "a change that is gone",
      (tx) => tx`delete from changes where id = (select min(id) from changes)`,
      /^\d+ rows of \d+ chains$/,
    ],
    [
      "an incident of another change",
      (tx) => tx`update incidents set change_id = change_id + 1 where id = (select min(id) from incidents)`,
      /^INC-\d+ change_id: /,
    ],
    [
      "a system of another name",
      (tx) => tx`update systems set name = 'another' where id = (select min(id) from systems)`,
      /^system \d+ name: "another"/,
    ],
    [
      "a declaration with another roster",
      (tx) =>
        tx`update declared_rosters set rostered = '[[1, "primary"]]' where change_id = (select min(change_id) from declared_rosters)`,
      /^roster of a declaration .* has no event$/,
    ],
  ])("%s", async (_, write, found) => {
    expect(await errorsAfter(write, replayDifferences)).toContainEqual(expect.stringMatching(found));
  });
});

describe("the chains show", () => {
  // The title of the first change, and the second event in its chain.
  const title = (tx: TransactionSql) => tx`id = (select title_text_id from changes order by id limit 1)`;
  const second = (tx: TransactionSql) =>
    tx`subject_type = 'change' and seq = 2 and subject_id = (select min(id) from changes)`;

  it.each<[string, Write, RegExp]>([
    [
      "other bytes",
      async (tx) => {
        await tx`alter table events drop constraint an_event_is_hashed_as_its_bytes_are`;
        return tx`update events set canonical = canonical || ' ' where ${second(tx)}`;
      },
      /^change \d+ event 2 has a hash that does not match its bytes$/,
    ],
    [
      "an event that is gone",
      (tx) => tx`delete from events where ${second(tx)}`,
      /^change \d+ event 3 does not hold the hash of the previous event$/,
    ],
    [
      "a column that says something else",
      (tx) => tx`update events set person_id = person_id + 1 where ${second(tx)}`,
      /^change \d+ event 2 has columns that differ from its bytes: /,
    ],
    [
      "another text",
      (tx) => tx`update texts set text = text || '!' where ${title(tx)}`,
      /^change \d+ event 1 has no text title 0 /,
    ],
    [
      "a text that is gone",
      (tx) => tx`delete from texts where ${title(tx)}`,
      /^change \d+ event 1 has no text title 0 /,
    ],
    [
      "a text too many",
      (tx) => tx`
        insert into texts (event_id, field, position, salt, text) select last_event_id, 'made up', 0, 'salt', 'text' from changes limit 1`,
      /^\d+ texts, and \d+ in the events$/,
    ],
    [
      "a redaction that nobody asked for",
      (tx) => tx`update texts set text = null, salt = null, redaction_event_id = event_id where ${title(tx)}`,
      /^change \d+ event 1 has no text title 0 /,
    ],
  ])("%s", async (_, write, found) => {
    expect(await errorsAfter(write, chainErrors)).toContainEqual(expect.stringMatching(found));
  });
});

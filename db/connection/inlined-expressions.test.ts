import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fixture, newFixture } from "@/testing/fixture";
import { takeStep } from "@/testing/steps";
import { personName, systemName } from "./display-name";
import { isoInstant, isoValue } from "./iso-instant";
import { textBody, textBodyOr } from "./text-body";

// What reads write in place of a call for each row says the same as the function.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const rowsOf = async (query: ReturnType<typeof sql>) =>
  Array.from(
    await drizzle({ client: fixture.owner }).execute<{ inlined: string | null; called: string | null }>(query),
  );

const instants = [
  "2026-03-29 00:59:59.999999+00",
  "2026-03-29 01:00:00+00",
  "1999-12-31 23:59:59.000001+14",
  "2026-07-01 12:00:00.1-09:30",
  "0001-01-01 00:00:00+00",
  "9999-12-31 23:59:59.999999+00",
  "infinity",
];

describe("an instant", () => {
  it.each([..."UTC Europe/Berlin Asia/Kathmandu".split(" ")])("in a connection of %s", async (zone) => {
    const rows = await drizzle({ client: fixture.owner }).transaction(async (tx) => {
      await tx.execute(sql`select set_config('TimeZone', ${zone}, true)`);
      return Array.from(
        await tx.execute<{ raw: string; value: string; called: string }>(
          sql`select ${isoInstant("at")} as raw, ${isoValue(sql`at`)} as value, utc(at) as called
            from unnest(${`{${instants.join()}}`}::timestamptz[]) at`,
        ),
      );
    });
    expect(rows.map(({ called }) => called).slice(0, 2)).toEqual([
      "2026-03-29T00:59:59.999999Z",
      "2026-03-29T01:00:00.000000Z",
    ]);
    expect(rows).toHaveLength(instants.length);
    for (const { raw, value, called } of rows) expect([raw, value]).toEqual([called, called]);
  });
});

it("a text, also redacted and missing", async () => {
  const { id } = await takeStep(fixture.app, fixture.operator, "change", null, "draft", {
    ...{ type: "normal", title: "First", what: "The password is swordfish.", systems: [fixture.dns] },
  });
  const [text] = await fixture.owner`select what_text_id as id from changes where id = ${id}`;
  await takeStep(fixture.app, fixture.lead, "change", id, "redact", {
    redacted: Number(text?.id),
    reason: "A password.",
  });
  const rows = await rowsOf(sql`select ${textBody("t.id")} as inlined, text_body(t.id) as called
    from (select id from texts union all select null union all select -1) t
    union all select ${textBodyOr("t.id", "gone")}, text_body_or(t.id, 'gone')
    from (select id from texts union all select null union all select -1) t`);
  expect(new Set(rows.map(({ called }) => called))).toEqual(
    new Set([...rows.map(({ inlined }) => inlined), "First", "gone", null]),
  );
  for (const { inlined, called } of rows) expect(inlined).toBe(called);
});

const namesakes: readonly (readonly [name: string, email: string | null])[] = [
  ["Anna Berg", "anna@acme.example"],
  ["ANNA  Berg", "a.berg@acme.example"],
  ["Аnna Berg", null],
  ["Zoë", "zoe@acme.example"],
  ["Zoe\u0308", "zoe@acme.example"],
  ["Lee", null],
  ["lee", null],
  ["I\u0307lker", null],
  ["İlker", null],
  ["Straße", "s@acme.example"],
  ["STRASSE", "t@acme.example"],
  ["One of a kind", null],
];

it("the name of a person and of a system, with and without a namesake", async () => {
  for (const [index, [name, email]] of namesakes.entries()) {
    await fixture.signin`select sign_in('test', ${`namesake ${index}`}, ${name}, ${email}, array['operator'], null, ${randomBytes(32)})`;
    const input = { name, client: `Client ${index % 3}` };
    await takeStep(fixture.app, fixture.operator, "system", null, "register", input);
  }
  const names = await rowsOf(sql`select ${personName("p")} as inlined, p.display_name as called from people p
    union all select ${systemName("s")}, s.display_name from systems s
    union all select ${systemName("s")}, s.display_name from people p left join systems s on s.id = -p.id`);
  for (const { inlined, called } of names) expect(inlined).toBe(called);
  const called = names.map((row) => row.called);
  expect(called).toContain("ANNA  Berg (a.berg@acme.example)");
  expect(called).toContain("One of a kind");
  expect(called.filter((name) => /^lee \(account/i.test(name ?? ""))).toHaveLength(2);
});

const isRead = (file: string) =>
  /\.ts$/.test(file) && !/\.(test|long)\.ts$/.test(file) && !/^db\/(seed|replay|install|embedded)\//.test(file);

it("no query calls such a function for its rows", () => {
  const files = readdirSync("db", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(isRead);
  expect(files.length).toBeGreaterThan(100);
  const calls = files.flatMap((file) =>
    [
      ...readFileSync(file, "utf8").matchAll(
        /(?<![\w`'])(utc|text_body|text_body_or)\(|\b(?!row\b)[a-z]+\.display_name\b/g,
      ),
    ].map(([call]) => `${file}: ${call}`),
  );
  // Once an event or a checkpoint, not a row: what is hashed is made by the function itself.
  expect(calls.filter((call) => !/^db\/ledger\/(?!read-)|^db\/ledger\/read-ledger-state/.test(call))).toEqual([]);
});

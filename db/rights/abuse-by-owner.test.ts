import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { refusalFrom, takeStep } from "@/testing/steps";

// Security, abuse case 7: the owner can migrate, and still cannot rewrite what happened, not even from a trigger of its own.

let fixture: Fixture;
let change = 0;

beforeAll(async () => {
  fixture = await newFixture();
  change = (await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture))).id;
  await takeStep(fixture.app, fixture.operator, "change", change, "submit");
  await fixture.owner.unsafe(`
    create table lever (statement text not null);
    create function pull() returns trigger language plpgsql as $$ begin execute new.statement; return null; end $$;
    create trigger pull after insert on lever for each row execute function pull()`);
});
afterAll(() => fixture.drop());

const directly = (statement: string) => refusalFrom(fixture.owner.unsafe(statement));
const fromTrigger = (statement: string) => refusalFrom(fixture.owner`insert into lever values (${statement})`);

const rewrites = (): Record<string, string> => ({
  "an event's time": "update events set received_at = now() - interval '1 day'",
  "an event's words": "update events set canonical = replace(canonical, 'submit', 'review')",
  "an event, by its hash": "update events set hash = sha256(convert_to(canonical, 'UTF8'))",
  "an event, gone": "delete from events where subject_type = 'change'",
  "all events, gone": "truncate events cascade",
  "a text": "update texts set text = 'other'",
  "a text, gone": "delete from texts",
  "all texts, gone": "truncate texts cascade",
  "a submitted change": `update changes set reversible = true where id = ${change}`,
  "a submitted change's words": `update changes set what_text_id = why_text_id where id = ${change}`,
  "a submitted change's status": `update changes set status = 'approved' where id = ${change}`,
  "a submitted change's approval": `update changes set approved_at = now() where id = ${change}`,
  "a submitted change's author": `update changes set author_id = ${fixture.lead.id} where id = ${change}`,
  "a submitted change, as if by an event": `update changes set reversible = true, last_event_id = last_event_id + 1 where id = ${change}`,
  "a submitted change, as if by another's event": `update changes set reversible = true, last_event_id = (select max(id) from events) where id = ${change}`,
  "a change, gone": `delete from changes where id = ${change}`,
  "all changes, gone": "truncate changes cascade",
  "a change of no event":
    "insert into changes (id, type, status, step_seq, last_event_id, last_event_at, created_at, author_id, search) values (9, 'normal', 'draft', 1, 1, now(), now(), 1, '')",
  "a submitted change's systems": `update change_systems set system_id = ${fixture.web} where change_id = ${change}`,
  "a system more": `insert into change_systems (change_id, system_id) values (${change}, ${fixture.web})`,
  "a system less": `delete from change_systems where change_id = ${change}`,
  "all systems, gone": "truncate change_systems",
  "a chain": "update record_chains set last_hash = ''",
  "a chain, gone": "delete from record_chains",
  "a catalogue entry's kind": "update entries set kind = 'routine'",
  "a catalogue entry's status": "update entries set status = 'approved'",
  "an entry's systems": `delete from entry_systems where system_id = ${fixture.dns}`,
  "the kind of installation": "update installation set kind = 'production'",
  "the installation, gone": "delete from installation",
  "the installation, emptied": "truncate installation",
});

describe("what happened stays, directly and from a trigger of the owner's own", () => {
  it("for each way to rewrite it", async () => {
    const open: string[] = [];
    const before = await fingerprint();
    for (const [what, statement] of Object.entries(rewrites())) {
      for (const [how, attempt] of [
        ["directly", directly],
        ["from a trigger", fromTrigger],
      ] as const) {
        const found = await attempt(statement).catch(() => ({ code: "none" }));
        if (!/^(WL001|23503)$/.test(found.code)) open.push(`${what}, ${how}: ${JSON.stringify(found)}`);
      }
    }
    expect(open).toEqual([]);
    expect(await fingerprint()).toBe(before);
  });
});

describe("nobody is named who did not act", () => {
  const forged = (step: string, person: () => number) =>
    `insert into events (subject_type, subject_id, step, person_id) values ('change', ${change}, '${step}', ${person()})`;

  it("by the owner's connection, which is nobody's session", async () => {
    expect(await directly(forged("review", () => fixture.reviewer.id))).toMatchObject({ because: "signed_out" });
    expect(await fromTrigger(forged("review", () => fixture.reviewer.id))).toMatchObject({ because: "signed_out" });
  });

  it("by a loaded event that breaks a rule", async () => {
    const loaded = (step: string, person: number, at: string) =>
      `insert into events (subject_type, subject_id, step, person_id, loaded, received_at) values ('change', ${change}, '${step}', ${person}, true, ${at})`;
    expect(await directly(loaded("review", fixture.operator.id, "now()"))).toMatchObject({ because: "who" });
    expect(await directly(loaded("review", 0, "now()"))).toMatchObject({ because: "who" });
    expect(
      await directly(
        `insert into events (subject_type, subject_id, step, loaded, received_at) values ('change', ${change}, 'review', true, now())`,
      ),
    ).toMatchObject({ because: "who" });
    expect(await directly(loaded("review", fixture.reviewer.id, "now() + interval '1 hour'"))).toMatchObject({
      because: "loader",
    });
    expect(await directly(loaded("approve", fixture.lead.id, "now()"))).toMatchObject({ because: "status" });
  });

  it("as a consequence of nothing", async () => {
    const insertEvent = "insert into events (subject_type, step, person_id) values ('incident', 'open', 1)";
    expect(await directly(insertEvent)).toMatchObject({ because: "signed_out" });
    expect(await fromTrigger(insertEvent)).toMatchObject({ because: "caused" });
  });
});

it("a step whose status has no event cannot be, whatever triggers are taken off", async () => {
  const attempt = fixture.owner.begin(async (tx) => {
    await tx`alter table changes disable trigger user`;
    await tx`update changes set status = 'approved', approved_at = now() where id = ${change}`;
  });
  expect(await refusalFrom(attempt)).toMatchObject({
    code: "23503",
    sentence: expect.stringContaining("status_is_where_the_last_event_led"),
  });
});

async function fingerprint(): Promise<string> {
  const tables = [
    "events",
    "texts",
    "changes",
    "change_systems",
    "record_chains",
    "entries",
    "entry_systems",
    "installation",
  ];
  const sums = await Promise.all(
    tables.map((table) =>
      fixture.owner.unsafe(`select md5(string_agg(t::text, '|' order by t::text)) as sum from ${table} t`),
    ),
  );
  return JSON.stringify(sums);
}

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chainErrors } from "@/db/replay/chain-errors";
import { replayDifferences } from "@/db/replay/replay";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { fromNow } from "@/testing/model/prepare";
import { refusalFrom, takeStep } from "@/testing/steps";

// What is redacted is gone from everywhere, and everything still verifies; nothing else takes a text away.

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

const secret = "zork-plugh";
const lawful = { reason: "It names a secret." };

const textOf = async (recordType: string, id: number, field: string): Promise<number> => {
  const [row] = await fixture.owner<{ id: number }[]>`
    select t.id from texts t join events e on e.id = t.event_id
    where e.subject_type = ${recordType} and e.subject_id = ${id} and t.field = ${field} order by t.id desc limit 1`;
  return row?.id ?? 0;
};

const drafted = async (fields: object = {}) =>
  (await takeStep(fixture.app, fixture.operator, "change", null, "draft", { ...firstInput.normal(fixture), ...fields }))
    .id;

const redact = async (recordType: string, id: number, field: string, by = fixture.lead) =>
  takeStep(fixture.app, by, recordType, id, "redact", { ...lawful, redacted: await textOf(recordType, id, field) });

/** The tables and columns that hold the word somewhere, in whatever type they are. */
async function placesOf(word: string): Promise<string[]> {
  const tables = await fixture.superuser<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const hex = Buffer.from(word).toString("hex");
  const found = await Promise.all(
    tables.map(
      ({ name }) =>
        fixture.superuser<{ place: string }[]>`
        select distinct ${name} || '.' || c.key as place from ${fixture.superuser(name)} t, jsonb_each_text(to_jsonb(t)) c
        where position(lower(${word}) in lower(c.value)) > 0 or position(${hex} in c.value) > 0`,
    ),
  );
  return found
    .flat()
    .map(({ place: column }) => column)
    .sort();
}

describe("a redacted text", () => {
  it("is in no column of any table, while every chain and every row still holds", async () => {
    const id = await drafted({ title: `Rotate ${secret}`, what: `Set ${secret}.`, why: `It was ${secret}.` });
    await takeStep(fixture.app, fixture.operator, "change", id, "note", { comment: `By the way: ${secret}` });
    expect(await placesOf(secret)).toEqual(["changes.search", "texts.text"]);
    for (const field of ["title", "what", "why", "comment"]) await redact("change", id, field);
    expect(await placesOf(secret)).toEqual([]);
    for (const part of secret.split("-")) expect(await placesOf(part)).toEqual([]);
    expect(await chainErrors(fixture.superuser)).toEqual([]);
    expect(await replayDifferences(fixture.owner)).toEqual([]);
    const [row] =
      await fixture.app`select text_body_or(title_text_id, 'gone') as title, text_body_or(null, 'gone') as none from changes where id = ${id}`;
    expect(row).toEqual({ title: "gone", none: null });
  });

  it("is one that a draft lacks until it is written again", async () => {
    const id = await drafted();
    await redact("change", id, "why");
    expect(await refusalFrom(takeStep(fixture.app, fixture.operator, "change", id, "submit"))).toMatchObject({
      need: "facts_written",
      fact: { missing: ["why"] },
    });
    await takeStep(fixture.app, fixture.operator, "change", id, "edit", { why: "Asked for." });
    expect(await takeStep(fixture.app, fixture.operator, "change", id, "submit")).toMatchObject({
      status: "submitted",
    });
  });

  it("takes along the forms that are kept for its person or its page, and no others", async () => {
    const id = await drafted();
    const pages = [`/changes/CHG-${id}`, `/changes/CHG-${id}/edit`, `/changes/CHG-${id}0`, "/incidents/INC-1001"];
    const saveDraft = (who: { token: string }, path: string) =>
      fixture.superuser`select store_form_draft(sha256(convert_to(${who.token}, 'UTF8')), ${path}, ''::bytea)`;
    await fixture.superuser`delete from form_drafts`;
    for (const path of pages) await saveDraft(fixture.reviewer, path);
    await saveDraft(fixture.operator, "/changes/new/normal");
    await redact("change", id, "what");
    const left = await fixture.superuser<{ path: string }[]>`select path from form_drafts order by path`;
    expect(left.map(({ path }) => path)).toEqual([`/changes/CHG-${id}0`, "/incidents/INC-1001"]);
  });

  it("takes along the unsalted hash of the form that it was posted with", async () => {
    const post = (key: string, record: number | null, step: string, input: object) => fixture.app`
      select perform_step(${fixture.operator.token}, ${key}::uuid, sha256(convert_to(${key}, 'UTF8')), 'change', ${record}, ${step}, null, ${JSON.stringify(input)}::text::jsonb) ->> 'id' as id`;
    const [made] = await post("00000000-0000-4000-8000-000000000001", null, "draft", firstInput.normal(fixture));
    await post("00000000-0000-4000-8000-000000000002", null, "draft", firstInput.normal(fixture));
    const posts = () => fixture.superuser`select key from idempotency_keys where person_id = ${fixture.operator.id}`;
    expect(await posts()).toHaveLength(2);
    await redact("change", Number(made?.id), "what");
    expect(await posts()).toEqual([{ key: "00000000-0000-4000-8000-000000000002" }]);
  });

  it("of a freeze leaves the freeze where it is, with its times", async () => {
    const input = {
      name: "Rest",
      covers: "all",
      windowStart: fromNow(9000),
      windowEnd: fromNow(9060),
      reason: `Of ${secret}`,
    };
    const freeze = (await takeStep(fixture.app, fixture.lead, "freeze", null, "place_freeze", input)).id;
    const state = () => fixture.app`
      select f.status, f.lifted_at, f.step_seq, (select count(*) from freeze_spans where freeze_id = f.id) as spans from freezes f where id = ${freeze}`;
    const before = await state();
    await redact("freeze", freeze, "reason");
    expect(await state()).toEqual(before);
    expect(await placesOf(secret)).toEqual([]);
    await takeStep(fixture.app, fixture.lead, "freeze", freeze, "lift_freeze", { reason: "Rested." });
    expect(await chainErrors(fixture.superuser)).toEqual([]);
  });
});

describe("nobody takes a text away but a lead, with a reason, by an event", () => {
  it("only a lead, who is no auditor", async () => {
    const id = await drafted();
    for (const who of [fixture.operator, fixture.reviewer, fixture.auditor])
      expect(await refusalFrom(redact("change", id, "what", who))).toMatchObject({ because: "who" });
  });

  it("only a text of the record that is still there, and not the reason that is being given", async () => {
    const [id, other] = [await drafted(), await drafted()];
    const give = (redacted: unknown, reason: unknown = "So.") =>
      refusalFrom(takeStep(fixture.app, fixture.lead, "change", id, "redact", { redacted, reason }));
    const field = { because: "field", field: "redacted" };
    expect(await give(await textOf("change", other, "what"))).toMatchObject(field);
    for (const made of [0, -1, 987_654_321, "x", "1; drop table texts", null, [1], 1e30])
      expect(await give(made), String(made)).toMatchObject(field);
    const [next] = await fixture.superuser<{ id: number }[]>`select last_value as id from texts_id_seq`;
    for (let ahead = 1; ahead <= 12; ahead += 1) expect(await give(Number(next?.id) + ahead)).toMatchObject(field);
    expect(await give(await textOf("change", id, "what"), " ")).toMatchObject({ because: "field", field: "reason" });
    await redact("change", id, "what");
    expect(await refusalFrom(redact("change", id, "what"))).toMatchObject({
      ...field,
      refusal: "text_is_redacted",
    });
  });

  const emptied = (id: number) =>
    `update texts set text = null, salt = null, redaction_event_id = (select max(id) from events where step = 'redact') where id = ${id}`;

  it("not the app's role, not the owner, not a trigger of the owner's own; and none comes back", async () => {
    const id = await drafted();
    await redact("change", id, "what");
    const [gone, there] = [await textOf("change", id, "what"), await textOf("change", id, "why")];
    await fixture.owner.unsafe(`
      create table lever (statement text not null);
      create function pull() returns trigger language plpgsql as $$ begin execute new.statement; return null; end $$;
      create trigger pull after insert on lever for each row execute function pull()`);
    const statements = [
      emptied(there),
      `update texts set text = 'back', salt = '\\x00', redaction_event_id = null where id = ${gone}`,
      `update texts set redaction_event_id = null where id = ${gone}`,
      `update texts set redaction_event_id = redaction_event_id where id = ${gone}`,
      `delete from texts where id = ${gone}`,
      `insert into texts (event_id, field, salt, text) select event_id, 'other', '\\x00', 'back' from texts where id = ${gone}`,
    ];
    for (const statement of statements) {
      expect(await refusalFrom(fixture.app.unsafe(statement)), statement).toMatchObject({ code: "42501" });
      expect(await refusalFrom(fixture.owner.unsafe(statement)), statement).toMatchObject({ code: "WL001" });
      expect(await refusalFrom(fixture.owner`insert into lever values (${statement})`), statement).toMatchObject({
        code: "WL001",
      });
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brokenLinks } from "@/db/replay/broken-links";
import { replayDifferences } from "@/db/replay/replay";
import { fromNow } from "@/testing/model/prepare";
import { refused, step } from "@/testing/steps";
import { firstInput, newWorld, type World } from "@/testing/world";

// What is redacted is gone from everywhere, and everything still verifies; nothing else takes a text away.

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.drop());

const secret = "zork-plugh";
const lawful = { reason: "It names a secret." };

const textOf = async (subject: string, id: number, field: string): Promise<number> => {
  const [row] = await world.owner<{ id: number }[]>`
    select t.id from texts t join events e on e.id = t.event_id
    where e.subject_type = ${subject} and e.subject_id = ${id} and t.field = ${field} order by t.id desc limit 1`;
  return row?.id ?? 0;
};

const drafted = async (facts: object = {}) =>
  (await step(world.app, world.operator, "change", null, "draft", { ...firstInput.normal(world), ...facts })).id;

const redact = async (subject: string, id: number, field: string, by = world.lead) =>
  step(world.app, by, subject, id, "redact", { ...lawful, redacted: await textOf(subject, id, field) });

/** The tables and columns that hold the word somewhere, in whatever type they are. */
async function placesOf(word: string): Promise<string[]> {
  const tables = await world.superuser<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const hex = Buffer.from(word).toString("hex");
  const found = await Promise.all(
    tables.map(
      ({ name }) =>
        world.superuser<{ place: string }[]>`
        select distinct ${name} || '.' || c.key as place from ${world.superuser(name)} t, jsonb_each_text(to_jsonb(t)) c
        where position(lower(${word}) in lower(c.value)) > 0 or position(${hex} in c.value) > 0`,
    ),
  );
  return found
    .flat()
    .map(({ place }) => place)
    .sort();
}

describe("a redacted text", () => {
  it("is in no column of any table, while every chain and every row still holds", async () => {
    const id = await drafted({ title: `Rotate ${secret}`, what: `Set ${secret}.`, why: `It was ${secret}.` });
    await step(world.app, world.operator, "change", id, "note", { comment: `By the way: ${secret}` });
    expect(await placesOf(secret)).toEqual(["changes.search", "texts.text"]);
    for (const field of ["title", "what", "why", "comment"]) await redact("change", id, field);
    expect(await placesOf(secret)).toEqual([]);
    for (const part of secret.split("-")) expect(await placesOf(part)).toEqual([]);
    expect(await brokenLinks(world.superuser)).toEqual([]);
    expect(await replayDifferences(world.owner)).toEqual([]);
    const [row] =
      await world.app`select text_or(title_text, 'gone') as title, text_or(null, 'gone') as none from changes where id = ${id}`;
    expect(row).toEqual({ title: "gone", none: null });
  });

  it("is one that a draft lacks until it is written again", async () => {
    const id = await drafted();
    await redact("change", id, "why");
    expect(await refused(step(world.app, world.operator, "change", id, "submit"))).toMatchObject({
      need: "facts_written",
      fact: { missing: ["why"] },
    });
    await step(world.app, world.operator, "change", id, "edit", { why: "Asked for." });
    expect(await step(world.app, world.operator, "change", id, "submit")).toMatchObject({ status: "submitted" });
  });

  it("takes along the forms that are kept for its person or its page, and no others", async () => {
    const id = await drafted();
    const pages = [`/changes/CHG-${id}`, `/changes/CHG-${id}/edit`, `/changes/CHG-${id}0`, "/incidents/INC-1001"];
    const keep = (who: { token: string }, path: string) =>
      world.superuser`select keep_form(sha256(convert_to(${who.token}, 'UTF8')), ${path}, ''::bytea)`;
    await world.superuser`delete from kept_forms`;
    for (const path of pages) await keep(world.reviewer, path);
    await keep(world.operator, "/changes/new/normal");
    await redact("change", id, "what");
    const left = await world.superuser<{ path: string }[]>`select path from kept_forms order by path`;
    expect(left.map(({ path }) => path)).toEqual([`/changes/CHG-${id}0`, "/incidents/INC-1001"]);
  });

  it("takes along the unsalted hash of the form that it was posted with", async () => {
    const post = (key: string, record: number | null, taken: string, input: object) => world.app`
      select take_step(${world.operator.token}, ${key}::uuid, sha256(convert_to(${key}, 'UTF8')), 'change', ${record}, ${taken}, null, ${JSON.stringify(input)}::text::jsonb) ->> 'id' as id`;
    const [made] = await post("00000000-0000-4000-8000-000000000001", null, "draft", firstInput.normal(world));
    await post("00000000-0000-4000-8000-000000000002", null, "draft", firstInput.normal(world));
    const posts = () => world.superuser`select key from posts where person_id = ${world.operator.id}`;
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
    const freeze = (await step(world.app, world.lead, "freeze", null, "place_freeze", input)).id;
    const state = () => world.app`
      select f.status, f.lifted_at, f.step_seq, (select count(*) from freeze_spans where freeze_id = f.id) as spans from freezes f where id = ${freeze}`;
    const before = await state();
    await redact("freeze", freeze, "reason");
    expect(await state()).toEqual(before);
    expect(await placesOf(secret)).toEqual([]);
    await step(world.app, world.lead, "freeze", freeze, "lift_freeze", { reason: "Rested." });
    expect(await brokenLinks(world.superuser)).toEqual([]);
  });
});

describe("nobody takes a text away but a lead, with a reason, by an event", () => {
  it("only a lead, who is no auditor", async () => {
    const id = await drafted();
    for (const who of [world.operator, world.reviewer, world.auditor])
      expect(await refused(redact("change", id, "what", who))).toMatchObject({ because: "who" });
  });

  it("only a text of the record that is still there, and not the reason that is being given", async () => {
    const [id, other] = [await drafted(), await drafted()];
    const give = (redacted: unknown, reason: unknown = "So.") =>
      refused(step(world.app, world.lead, "change", id, "redact", { redacted, reason }));
    const field = { because: "field", field: "redacted" };
    expect(await give(await textOf("change", other, "what"))).toMatchObject(field);
    for (const made of [0, -1, 987_654_321, "x", "1; drop table texts", null, [1], 1e30])
      expect(await give(made), String(made)).toMatchObject(field);
    const [next] = await world.superuser<{ id: number }[]>`select last_value as id from texts_id_seq`;
    for (let ahead = 1; ahead <= 12; ahead += 1) expect(await give(Number(next?.id) + ahead)).toMatchObject(field);
    expect(await give(await textOf("change", id, "what"), " ")).toMatchObject({ because: "field", field: "reason" });
    await redact("change", id, "what");
    expect(await refused(redact("change", id, "what"))).toMatchObject({
      ...field,
      refusal: "text_is_redacted",
    });
  });

  const emptied = (id: number) =>
    `update texts set text = null, salt = null, redacted_by = (select max(id) from events where step = 'redact') where id = ${id}`;

  it("not the app's role, not the owner, not a trigger of the owner's own; and none comes back", async () => {
    const id = await drafted();
    await redact("change", id, "what");
    const [gone, there] = [await textOf("change", id, "what"), await textOf("change", id, "why")];
    await world.owner.unsafe(`
      create table lever (statement text not null);
      create function pull() returns trigger language plpgsql as $$ begin execute new.statement; return null; end $$;
      create trigger pull after insert on lever for each row execute function pull()`);
    const statements = [
      emptied(there),
      `update texts set text = 'back', salt = '\\x00', redacted_by = null where id = ${gone}`,
      `update texts set redacted_by = null where id = ${gone}`,
      `update texts set redacted_by = redacted_by where id = ${gone}`,
      `delete from texts where id = ${gone}`,
      `insert into texts (event_id, field, salt, text) select event_id, 'other', '\\x00', 'back' from texts where id = ${gone}`,
    ];
    for (const statement of statements) {
      expect(await refused(world.app.unsafe(statement)), statement).toMatchObject({ code: "42501" });
      expect(await refused(world.owner.unsafe(statement)), statement).toMatchObject({ code: "WL001" });
      expect(await refused(world.owner`insert into lever values (${statement})`), statement).toMatchObject({
        code: "WL001",
      });
    }
  });
});

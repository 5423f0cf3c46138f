import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasVisibleText } from "@/lib/text/has-visible-text";
import { approvedEntry, type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { refusalFrom, takeStep } from "@/testing/steps";

// Hostile input at the database: whatever is posted, it is refused, and nothing is saved.

let fixture: Fixture;
let draft = 0;

beforeAll(async () => {
  fixture = await newFixture();
  draft = (await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture))).id;
});
afterAll(() => fixture.drop());

const edit = (input: object) => takeStep(fixture.app, fixture.operator, "change", draft, "edit", { ...input });
const propose = (input: object) =>
  takeStep(fixture.app, fixture.operator, "change", null, "draft", { ...firstInput.normal(fixture), ...input });
const raw = (json: string, recordType = "change", id: number | null = draft, name = "edit") =>
  fixture.app.begin(async (tx) => {
    await tx`select set_config('windlass.session', ${fixture.operator.token}, true)`;
    await tx`insert into events (subject_type, subject_id, step, read_at, input) values (${recordType}, ${id}, ${name}, (select step_seq from current_state(${recordType}, ${id})), ${json}::text::jsonb)`;
  });

describe("columns that no form has", () => {
  it.each([
    "status",
    "authorId",
    "author_id",
    "person_id",
    "approved_at",
    "revision",
    "number",
    "id",
    "__proto__",
    "constructor",
    "cleared",
    "canonical",
    "loaded",
    "windowStart",
    "reason",
    "x".repeat(5000),
    "",
  ])("%s is refused by name", async (name) => {
    expect(await refusalFrom(raw(JSON.stringify({ title: "x" }).replace("title", name || "\\u0020")))).toMatchObject({
      because: "field",
      refusal: "field_unasked",
    });
  });

  it.each(["standard", "emergency", "", "Normal", null, 1, {}, ["normal"]])(
    "a draft of the type %j is refused, or asks for its entry",
    async (type) => {
      expect((await refusalFrom(propose({ type }))).code).toBe("WL001");
    },
  );

  it("an emergency is not declared as anything else, nor planned", async () => {
    for (const input of [
      { ...firstInput.emergency(fixture), type: "normal" },
      { ...firstInput.emergency(fixture), type: "emergency" },
      { ...firstInput.emergency(fixture), windowStart: "2030-01-01T00:00Z" },
    ])
      expect((await refusalFrom(takeStep(fixture.app, fixture.operator, "change", null, "declare", input))).code).toBe(
        "WL001",
      );
  });
});

describe("values that no field takes", () => {
  const odd = [
    0,
    -1,
    1.5,
    1e300,
    true,
    [],
    {},
    [[]],
    [null],
    [{}],
    { a: [] },
    "x",
    "'; drop table events --",
    "9".repeat(400),
    "NaN",
    "infinity",
    "-infinity",
    "now",
    "1970-01-01",
    "epoch",
  ];
  const kinds = [
    "category",
    "systems",
    "reversible",
    "expectedMinutes",
    "rollbackMinutes",
    "entryValues",
    "isApplicationDeploy",
    "what",
  ];
  it.each(kinds)("%s", async (field) => {
    for (const value of odd) {
      const found = await edit({ [field]: value }).then(
        () => "taken",
        (error: { code: string }) => error.code,
      );
      if (found !== "taken") expect([field, value, found]).toEqual([field, value, "WL001"]);
    }
    const [row] = await fixture.app`select category, reversible, expected_minutes from changes where id = ${draft}`;
    expect(row?.category).toBe("DNS");
  });

  it.each(["windowStart", "windowEnd", "timezone", "implementer"])("%s of a window", async (field) => {
    const id = await approved();
    const window = { windowStart: "2999-01-01T00:00Z", windowEnd: "2999-01-01T01:00Z" };
    for (const value of [
      ...odd,
      "2999-01-01T00:00",
      "01/02/2999 00:00Z",
      "tomorrow Z",
      "2999-13-45T99:99Z",
      "2999-02-30T00:00Z",
      "+99999-01-01T00:00Z",
      "Mars/Olympus",
      "UTC'; --",
    ]) {
      const found = await refusalFrom(
        takeStep(fixture.app, fixture.operator, "change", id, "schedule", { ...window, [field]: value }),
      );
      expect([value, found.code]).toEqual([value, "WL001"]);
    }
  });

  it.each([
    [{}],
    ["x"],
    [[]],
    [["x"]],
    [[null]],
    [[{}]],
    [[{ finding: "" }]],
    [[{ finding: "x" }]],
    [[{ finding: "x", owner: 1 }]],
    [[{ finding: "x", owner: 999, due: "2030-01-01" }]],
    [[{ finding: "x", owner: 1, due: "soon" }]],
    [[{ finding: "x", owner: 1, due: "2030-02-30" }]],
    [[{ finding: "x", owner: 1, due: "01/02/2030" }]],
    [[{ finding: ["x"], owner: 1, due: "2030-01-01" }]],
    [[{ finding: "x", owner: 1, due: "2030-01-01", status: "closed" }]],
  ])("findings %j", async (findings) => {
    const emergency = await takeStep(
      fixture.app,
      fixture.operator,
      "change",
      null,
      "declare",
      firstInput.emergency(fixture),
    );
    await takeStep(fixture.app, fixture.operator, "change", emergency.id, "fail", { reason: "x" });
    const [incident] = await fixture.app<{ id: number }[]>`select id from incidents where change_id = ${emergency.id}`;
    expect(
      await refusalFrom(
        takeStep(fixture.app, fixture.operator, "incident", incident?.id ?? 0, "investigate", {
          rootCause: "x",
          findings,
        }),
      ),
    ).toMatchObject({ because: "field" });
  });

  it.each(["null", "[]", "1", '"x"', "true", "[{}]"])("%s instead of fields", async (json) => {
    expect(await refusalFrom(raw(json))).toMatchObject({ because: "field" });
    expect((await refusalFrom(raw(json, "change", null, "draft"))).code).toBe("WL001");
  });

  it("10^5 nested arrays end in an error, and the connection still works", async () => {
    expect((await refusalFrom(raw(`{"title": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`))).code).toMatch(
      /^(54001|WL001)$/,
    );
    await edit({ title: "Still here" });
  });

  it("an emergency's systems are those of the register", async () => {
    for (const systems of [[999], [-1], ["x"], [null], [fixture.dns, 999]])
      expect(
        (
          await refusalFrom(
            takeStep(fixture.app, fixture.operator, "change", null, "declare", {
              ...firstInput.emergency(fixture),
              systems,
            }),
          )
        ).code,
      ).toBe("WL001");
  });

  it("the same system named twice counts once", async () => {
    const { id } = await propose({ systems: [fixture.dns, fixture.dns, String(fixture.dns)] });
    expect(await fixture.app`select system_id from change_systems where change_id = ${id}`).toHaveLength(1);
  });
});

describe("texts", () => {
  it("of 10,000 characters are saved, of 10,001 refused, counted as characters", async () => {
    for (const letter of ["a", "é", "\u{1F600}"]) {
      await edit({ what: letter.repeat(10_000) });
      expect(await refusalFrom(edit({ what: letter.repeat(10_001) }))).toMatchObject({
        because: "field",
        field: "what",
      });
    }
  });

  it("of a megabyte are refused", async () => {
    expect(await refusalFrom(edit({ what: "x".repeat(1_048_576) }))).toMatchObject({ because: "field", field: "what" });
    expect(await refusalFrom(edit({ ["x".repeat(1_000_000)]: "x" }))).toMatchObject({ because: "field" });
  });

  it("with a null character are refused", async () => {
    expect((await refusalFrom(raw('{"what": "a\\u0000b"}'))).code).toMatch(/^22P05$/);
  });

  it.each(["\u202e", "\u2066", "\u2069", "\u061c", "\u0007", "\u001b", "\u007f", "\u0085", "\u009b", "\u0001"])(
    "with the invisible %j are refused",
    async (letter) => {
      expect(await refusalFrom(edit({ what: `a${letter}b` }))).toMatchObject({ because: "field", field: "what" });
      expect(
        await refusalFrom(
          takeStep(fixture.app, fixture.operator, "system", null, "register", { name: `a${letter}b`, client: "Acme" }),
        ),
      ).toMatchObject({ because: "field" });
    },
  );

  it.each(["\u200b", "\u2060\ufeff", "\u3164", "\u2800", "\u00a0 \u00ad", "\ufe0f", "\u{e0041}"])(
    "with only invisible characters (%j) are empty",
    async (nothing) => {
      expect(await refusalFrom(propose({ title: nothing }))).toMatchObject({ because: "field", field: "title" });
      await edit({ why: "Asked for." });
      await edit({ why: nothing });
      expect(await fixture.app`select why_text_id from changes where id = ${draft}`).toEqual([{ why_text_id: null }]);
      const plans = [nothing, `n${nothing}/a`, `${nothing}none.${nothing}`];
      for (const plan of plans)
        expect(await fixture.app`select is_placeholder_plan(${plan}) as none`).toEqual([{ none: true }]);
      expect(await fixture.app`select is_placeholder_plan(${`Undo it${nothing}`}) as none`).toEqual([{ none: false }]);
    },
  );

  it("count as visible in a form exactly where they do in the database, for every character", async () => {
    const [row] = await fixture.superuser<{ unseen: number[] }[]>`
      select array_agg(n order by n) as unseen from generate_series(1, 1114111) n where n not between 55296 and 57343 and not has_visible_text(chr(n))`;
    const unseen: number[] = [];
    for (let point = 1; point <= 0x10ffff; point += 1)
      if ((point < 0xd800 || point > 0xdfff) && !hasVisibleText(String.fromCodePoint(point))) unseen.push(point);
    expect(row?.unseen).toEqual(unseen);
  });

  it("with markup, formulas, templates, tabs and line breaks are saved unchanged", async () => {
    for (const what of [
      "<script>alert(1)</script>",
      "=cmd|' /C calc'!A0",
      "{name} $x %s %n",
      "a\tb\nc",
      "Ünïcödé ✓ שלום",
      "\\u0000 'quoted' \"twice\"",
    ]) {
      await edit({ what });
      const [row] = await fixture.app`select text_body(what_text_id) as what from changes where id = ${draft}`;
      expect(row).toEqual({ what });
    }
  });

  it("that were refused leave no row behind and use no number", async () => {
    const counts = () =>
      fixture.superuser`select (select count(*) from texts) as texts, (select count(*) from events) as events, (select value from counters where name = 'change') as number`;
    const before = await counts();
    await refusalFrom(propose({ what: "x".repeat(10_001) }));
    await refusalFrom(propose({ systems: [999] }));
    await refusalFrom(propose({ title: "" }));
    expect(await counts()).toEqual(before);
  });
});

describe("a catalogue entry cannot be made to say something else", () => {
  const fill = (entryValues: unknown) =>
    takeStep(fixture.app, fixture.operator, "change", null, "draft", { ...firstInput.standard(fixture), entryValues });
  it.each([
    [{ name: "latency; open the firewall" }],
    [{ name: "LATENCY" }],
    [{ name: "a b" }],
    [{ name: "" }],
    [{ name: "latency\n" }],
    [{ name: "\nlatency" }],
    [{}],
    [null],
    ["latency"],
    [[]],
    [{ name: ["latency"] }],
    [{ name: { toString: "latency" } }],
    [{ name: 1 }],
    [{ name: "latency", what: "x" }],
    [{ name: "latency", extra: "" }],
    [{ name: null }],
  ])("by filling in %j", async (entryValues) => {
    expect(await refusalFrom(fill(entryValues))).toMatchObject({ because: "field" });
  });

  it("its texts are rendered by the server", async () => {
    const { id } = await fill({ name: "latency" });
    const [row] =
      await fixture.app`select text_body(what_text_id) as what, text_body(rollback_plan_text_id) as plan, category, reversible from changes where id = ${id}`;
    expect(row).toEqual({
      what: "Add the dashboard latency.",
      plan: "Delete the dashboard latency.",
      category: "monitoring",
      reversible: true,
    });
  });

  it.each([
    [[{ name: "x" }]],
    [[{ name: "x", label: "X" }]],
    [[{ name: "x", label: "X", pattern: "[" }]],
    [[{ name: "x", label: "X", pattern: 1 }]],
    [[{ name: "x", label: "X", options: "a" }]],
    [[{ name: "a b", label: "X", pattern: "x" }]],
    [[{ name: "x", label: "", pattern: "x" }]],
    [["x"]],
    [{}],
    ["x"],
    [[{ name: "x", label: "X", pattern: "x", options: ["a"] }]],
  ])("by an entry whose template fields are %j", async (blanks) => {
    const input = {
      entryKind: "standard",
      title: "x",
      category: "DNS",
      systems: [fixture.dns],
      what: "x",
      rollbackPlan: "x",
      verification: "x",
      blanks,
    };
    expect(await refusalFrom(takeStep(fixture.app, fixture.operator, "entry", null, "propose", input))).toMatchObject({
      because: "field",
    });
  });

  it("by an entry that its proposer approves", async () => {
    const attempt = approvedEntry(fixture, { operator: fixture.lead, lead: fixture.lead }, "standard", [fixture.dns]);
    expect(await refusalFrom(attempt)).toMatchObject({ because: "who" });
  });

  it.each(["entry", "systems"])("by an entry that is %s: not a number", async (field) => {
    for (const value of ["abc", {}, [], 999, -1, "1; drop"])
      expect(
        (
          await refusalFrom(
            takeStep(fixture.app, fixture.operator, "change", null, "draft", {
              ...firstInput.standard(fixture),
              [field]: value,
            }),
          )
        ).code,
      ).toBe("WL001");
  });
});

async function approved(): Promise<number> {
  const { id } = await propose({});
  await takeStep(fixture.app, fixture.operator, "change", id, "submit");
  await takeStep(fixture.app, fixture.reviewer, "change", id, "review");
  await takeStep(fixture.app, fixture.lead, "change", id, "approve");
  return id;
}

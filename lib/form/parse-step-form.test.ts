import { describe, expect, it } from "vitest";
import type { FormValues } from "./form-values";
import { parseStepForm } from "./parse-step-form";

const schedule = (typed: FormValues) => parseStepForm("change", "schedule", "normal", typed, "UTC");
const draft = (typed: FormValues) =>
  parseStepForm(
    "change",
    "draft",
    "normal",
    { type: "normal", title: "T", category: "DNS", systems: ["1"], ...typed },
    "UTC",
  );

describe("what was typed", () => {
  it("is missing where nobody sees anything of it", () => {
    for (const invisible of ["\u200b", " \u2060\ufeff ", "\u3164", "\u00ad\u2800"])
      expect(draft({ title: invisible })).toMatchObject({ ok: false, errors: { title: "“Title” is missing." } });
    expect(draft({ title: "a\u200bb" })).toMatchObject({ ok: true, input: { title: "a\u200bb" } });
  });

  it("becomes instants in UTC, read in the posted zone, else in the site's", () => {
    const window = { windowStart: "2026-11-22T22:00", windowEnd: "2026-11-22T23:00" };
    expect(schedule({ ...window, timezone: "Europe/Berlin" })).toMatchObject({
      ok: true,
      input: { windowStart: "2026-11-22T21:00:00Z", timezone: "Europe/Berlin" },
    });
    expect(schedule(window)).toMatchObject({ ok: true, input: { windowEnd: "2026-11-22T23:00:00Z", timezone: "UTC" } });
  });

  it("is read in the posted zone also where the step does not keep it; a form without a time has no zone", () => {
    const declare = (typed: FormValues) =>
      parseStepForm("change", "declare", "emergency", { trigger: "restore_service", what: "W", ...typed }, "UTC");
    const started = { startedAt: "2026-11-22T22:00", timezone: "Europe/Berlin" };
    expect(declare(started)).toEqual({
      ok: true,
      input: { trigger: "restore_service", what: "W", startedAt: "2026-11-22T21:00:00Z" },
    });
    expect(declare({ ...started, timezone: "Mars" })).toMatchObject({
      ok: false,
      errors: { timezone: expect.any(String) },
    });
    expect(draft({ timezone: "Europe/Berlin" })).toMatchObject({ ok: false });
  });

  it("is asked about where the clocks show it twice, and read by the chosen offset", () => {
    const window = { windowStart: "2026-10-25T02:30", windowEnd: "2026-10-25T05:00", timezone: "Europe/Berlin" };
    expect(schedule(window)).toMatchObject({
      ok: false,
      errors: { windowStart: expect.stringContaining("comes twice") },
    });
    expect(schedule({ ...window, windowStartOffset: "+01:00" })).toMatchObject({
      ok: true,
      input: { windowStart: "2026-10-25T01:30:00Z" },
    });
  });

  it("stands beside the instants as it was typed, with an offset only where one was asked for", () => {
    const window = { windowStart: "2026-10-25T02:30", windowEnd: "2026-10-25T04:00", timezone: "Europe/Berlin" };
    expect(schedule({ ...window, windowStartOffset: "+02:00", windowEndOffset: "+09:00" })).toMatchObject({
      ok: true,
      input: { asTyped: "2026-10-25T02:30+02:00 – 2026-10-25T04:00 Europe/Berlin" },
    });
    expect(schedule({ windowStart: "2026-11-22T22:00", windowEnd: "2026-11-22T23:00" })).toMatchObject({
      input: { asTyped: "2026-11-22T22:00 – 2026-11-22T23:00 UTC" },
    });
    expect(
      parseStepForm("change", "extend", "normal", { windowEnd: "2026-11-22T23:00", reason: "Slow." }, "Asia/Kathmandu"),
    ).toMatchObject({ input: { windowEnd: "2026-11-22T17:15:00Z", asTyped: "2026-11-22T23:00 Asia/Kathmandu" } });
  });

  it("is what the form read: a form cannot say itself what was typed", () => {
    const window = { windowStart: "2026-11-22T22:00", windowEnd: "2026-11-22T23:00" };
    for (const asTyped of ["2020-01-01T00:00 UTC", "x".repeat(20_000), ["a", "b"]])
      expect(schedule({ ...window, asTyped })).toMatchObject({
        ok: true,
        input: { asTyped: "2026-11-22T22:00 – 2026-11-22T23:00 UTC" },
      });
    expect(draft({ asTyped: "2026-11-22T22:00 UTC" })).toMatchObject({ ok: false });
  });

  it("is refused by field: no such date, no such zone, too long, not a choice, a field that the form does not have", () => {
    expect(schedule({ windowStart: "2026-02-30T10:00", windowEnd: "2026-03-01T10:00" })).toMatchObject({
      ok: false,
      errors: { windowStart: "This date does not exist." },
    });
    expect(
      schedule({ windowStart: "2026-11-22T10:00", windowEnd: "2026-11-22T11:00", timezone: "Mars" }),
    ).toMatchObject({ ok: false });
    expect(draft({ what: "x".repeat(10_001) })).toMatchObject({
      ok: false,
      errors: { what: expect.stringContaining("10,000") },
    });
    expect(draft({ category: "weather" })).toMatchObject({ ok: false, errors: { category: expect.any(String) } });
    for (const unknownField of ["status", "authorId", "__proto__x", "constructor"])
      expect(draft({ [unknownField]: "1" })).toMatchObject({
        ok: false,
        errors: { [unknownField]: expect.stringContaining("no field") },
      });
  });

  it("says for a box that was on the form and is not ticked that it does not hold", () => {
    const edit = (typed: FormValues) => parseStepForm("change", "edit", "normal", typed, "UTC");
    expect(edit({ boxes: "reversible systems" })).toMatchObject({
      ok: true,
      input: { reversible: false, systems: [] },
    });
    expect(edit({ title: "T" })).toEqual({ ok: true, input: { title: "T" } });
  });

  it("asks a draft for its systems and, without a catalogue entry, for its category", () => {
    expect(draft({ systems: [] })).toMatchObject({ ok: false, errors: { systems: expect.any(String) } });
    expect(draft({ category: "" })).toMatchObject({ ok: false, errors: { category: expect.any(String) } });
    expect(draft({ category: "", entry: "4", "value.host": " www " })).toMatchObject({
      ok: true,
      input: { entry: 4, entryValues: { host: "www" } },
    });
  });

  it("takes the fields of a catalogue entry with that entry alone, by the names that one can declare, and no longer than it says", () => {
    const filled = (typed: FormValues) => draft({ category: "", entry: "4", ...typed });
    for (const name of ["value.__proto__", "value.a b", "value.\u202e", `value.${"a".repeat(42)}`, "value."])
      expect(filled({ [name]: "x" })).toMatchObject({
        ok: false,
        errors: { [name]: expect.stringContaining("no field") },
      });
    expect(filled({ "value.host": "x".repeat(501) })).toMatchObject({
      errors: { entryValues: expect.stringContaining("500") },
    });
    const dozens = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`value.a${index}`, "x"]));
    expect(filled(dozens)).toMatchObject({ errors: { entryValues: expect.any(String) } });
    expect(draft({ "value.host": "x".repeat(360_000) })).toMatchObject({ ok: false });
    expect(draft({ "value.host": "www" })).toMatchObject({
      errors: { entryValues: expect.stringContaining("catalogue entry") },
    });
    expect(draft({ "value.host": " " })).toMatchObject({ ok: true });
    expect(schedule({ "value.host": "www" })).toMatchObject({ ok: false });
  });

  it("takes no text longer, and no name more often, than a field can hold, whatever the field", () => {
    const long: readonly FormValues[] = [
      { links: `https://${"x".repeat(10_001)}` },
      { timezone: "x".repeat(10_001) },
      { boxes: " ".repeat(10_001) },
    ];
    for (const typed of long) expect(draft(typed)).toMatchObject({ ok: false });
    expect(draft({ systems: Array.from({ length: 1001 }, () => "1") })).toMatchObject({
      errors: { systems: expect.any(String) },
    });
  });

  it("pairs each finding with its owner and its date, and leaves out empty rows", () => {
    const investigate = (typed: FormValues) =>
      parseStepForm("incident", "investigate", "", { rootCause: "R", ...typed }, "UTC");
    expect(
      investigate({ findings: ["A", " "], findingOwner: ["3", ""], findingDue: ["2026-12-01", ""] }),
    ).toMatchObject({ ok: true, input: { findings: [{ finding: "A", owner: 3, due: "2026-12-01" }] } });
    expect(investigate({ findings: ["A"], findingOwner: ["3"], findingDue: ["soon"] })).toMatchObject({ ok: false });
    expect(investigate({ findings: [""] })).toMatchObject({ ok: false, errors: { findings: expect.any(String) } });
  });

  it("takes only http and https addresses as links", () => {
    expect(draft({ links: "javascript:alert(1)" })).toMatchObject({ ok: false, errors: { links: expect.any(String) } });
    expect(draft({ links: "https://a.example\nhttp://b.example" })).toMatchObject({ ok: true });
  });

  describe("a freeze", () => {
    const freeze = (typed: FormValues = {}) =>
      parseStepForm(
        "freeze",
        "place_freeze",
        "",
        {
          name: "Year end",
          covers: "client:3",
          windowStart: "2026-12-24T18:00",
          windowEnd: "2026-12-24T20:00",
          timezone: "Europe/Berlin",
          reason: "Nobody is there.",
          ...typed,
        },
        "UTC",
      );

    it("placed once has no other times than those typed", () => {
      const parsed = freeze({ repeats: "" });
      expect(parsed).toMatchObject({ ok: true, input: { windowStart: "2026-12-24T17:00:00Z", covers: "client:3" } });
      expect(parsed.ok && parsed.input).not.toHaveProperty("spans");
    });

    it("that repeats by choices gets the rule that they make", () => {
      const chosen = freeze({ repeatsEvery: "day", repeatsTimes: "2" });
      expect(chosen).toEqual(freeze({ repeats: "FREQ=DAILY;COUNT=2" }));
      expect(freeze({ repeats: "", repeatsEvery: "day", repeatsTimes: "2" })).toEqual(chosen);
      expect(freeze({ repeats: "FREQ=DAILY;COUNT=2", repeatsEvery: "day", repeatsTimes: "2" })).toMatchObject({
        errors: { repeats: expect.stringContaining("not both") },
      });
      expect(freeze({ repeatsEvery: "day" })).toMatchObject({ errors: { repeats: expect.any(String) } });
    });

    it("that repeats gets every time by its rule, the first as typed", () => {
      expect(freeze({ repeats: "rrule:freq=daily;count=2" })).toMatchObject({
        ok: true,
        input: {
          repeats: "FREQ=DAILY;COUNT=2",
          spans: [
            ["2026-12-24T17:00:00Z", "2026-12-24T19:00:00Z"],
            ["2026-12-25T17:00:00Z", "2026-12-25T19:00:00Z"],
          ],
        },
      });
    });

    it.each<[string, FormValues, object]>([
      ["a rule that never ends", { repeats: "FREQ=DAILY" }, { repeats: expect.stringContaining("COUNT=12") }],
      ["a rule of odd characters", { repeats: "<script>" }, { repeats: expect.stringContaining("Write the rule") }],
      ["a rule of 10,000 characters", { repeats: "A".repeat(10_000) }, { repeats: expect.any(String) }],
      [
        "an end before the start",
        { windowEnd: "2026-12-24T18:00" },
        { windowEnd: expect.stringContaining("later end") },
      ],
      ["what it covers", { covers: "client:x" }, { covers: expect.stringContaining("from the list") }],
      ["nothing that it covers", { covers: "" }, { covers: expect.stringContaining("missing") }],
      ["times that were sent along", { spans: "[]" }, { spans: expect.stringContaining("no field") }],
      ["no such zone", { timezone: "Mars" }, { timezone: expect.any(String) }],
      ["a time that the clocks skip", { windowStart: "2026-03-29T02:30" }, { windowStart: expect.any(String) }],
    ])("is refused by field: %s", (_, typed, errors) => {
      expect(freeze(typed)).toEqual({ ok: false, errors });
    });
  });
});

describe("the secret of a feed", () => {
  const make = (typed: FormValues) => parseStepForm("person", "make_feed", "", typed, "UTC");
  it("is the server's: a form needs none, and one that brings any is refused", () => {
    expect(make({ name: "Phone", boxes: "withoutTitles" })).toEqual({
      ok: true,
      input: { name: "Phone", withoutTitles: false },
    });
    expect(make({ name: "Phone", feedToken: "0".repeat(64) })).toMatchObject({
      ok: false,
      errors: { feedToken: expect.stringContaining("no field") },
    });
  });
});

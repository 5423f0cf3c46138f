import { describe, expect, it } from "vitest";
import { stepLabels } from "@/lib/rules/labels";
import { type EventView, eventDetails, eventSentence } from "./event-sentence";
import { headingOf, textChoiceLabel } from "./redaction";

const formatTime = (at: string) => `<${at}>`;
const by = { by: "Ops Lead One", at: "later" };
const event: EventView = {
  seq: 1,
  step: "note",
  person: { name: "Operator One" },
  to: "draft",
  revision: 1,
  data: {},
  texts: {},
  redactions: {},
  redacted: null,
};

describe("a change is headed", () => {
  const change = { number: "CHG-1", title: null, what: null, redacted: {} };
  it.each([
    ["by its title", { ...change, title: "A title", what: "First\nsecond" }, "A title"],
    ["else by its first line", { ...change, what: "First\nsecond" }, "First"],
    ["else by its number", change, "CHG-1"],
    [
      "by words where its title was redacted, whatever else it says",
      { ...change, what: "x", redacted: { title: by } },
      "Title redacted",
    ],
    ["by words where its only line was redacted", { ...change, redacted: { what: by } }, "Title redacted"],
  ])("%s", (_, headed, words) => expect(headingOf(headed)).toBe(words));
});

it("a text is chosen by what, whose and when it is, and how it begins", () => {
  const text = { field: "what", step: "draft", by: "Operator One", at: "then", start: "Block a ran…" } as const;
  expect(textChoiceLabel(text, formatTime)).toBe("What, by Operator One, <then>: Block a ran…");
});

describe("the history", () => {
  it("says which text an event redacted, whose and of when", () => {
    const redacted = { field: "comment", step: "note", by: "Operator One", at: "then" } as const;
    const redactionEvent = {
      ...event,
      step: "redact",
      person: { name: "Ops Lead One" },
      data: { redacted: 7 },
      redacted,
    } as const;
    expect(eventSentence(redactionEvent, String, formatTime)).toBe(
      `Ops Lead One ${stepLabels.redact.pastTense}: Note, written by Operator One on <then>.`,
    );
  });

  it.each(["note", "draft", "edit"] as const)("says in the place of a text of %s who redacted it, and when", (step) => {
    const redactionEvent = { ...event, step, texts: { why: null }, redactions: { why: by } };
    expect(eventDetails(redactionEvent, {}, formatTime).map(({ text }) => text)).toEqual([
      "Redacted by Ops Lead One, <later>.",
    ]);
  });

  it("says of an edit what stood before, redacted or not", () => {
    const edit = { ...event, step: "edit", texts: { why: "New." } } as const;
    expect(eventDetails(edit, { why: null }, formatTime).map(({ text }) => text)).toEqual(["Redacted.", "New."]);
    expect(eventDetails(edit, { why: "Old." }, formatTime).map(({ text }) => text)).toEqual(["Old.", "New."]);
    expect(eventDetails(edit, {}, formatTime).map(({ text }) => text)).toEqual(["New."]);
  });
});

import { describe, expect, it } from "vitest";
import { checkboxPhrases } from "@/lib/form/field-labels";
import { fields, isField } from "@/lib/rules/fields";
import { recordTypes } from "@/lib/rules/record";
import { rulesOf } from "@/lib/rules/rules";
import { type EventView, eventSentence } from "./event-sentence";

const edited = (data: EventView["data"]): string =>
  eventSentence(
    {
      seq: 2,
      step: "edit",
      person: { name: "Operator One" },
      to: "draft",
      revision: 1,
      data,
      texts: {},
      redactions: {},
      redacted: null,
    },
    String,
    String,
  );

describe("a box of an edit", () => {
  it("is told as what it marks the record as, when it was ticked", () =>
    expect(edited({ reversible: true })).toBe("Operator One edited it: marked as reversible."));
  it("is told as what the record is no longer marked as, when the tick was taken away", () =>
    expect(edited({ category: "dns", reversible: false })).toBe(
      "Operator One edited it: category and no longer marked as reversible.",
    ));
  it("has words for every field that is a box of a form", () => {
    const inputs = recordTypes.flatMap((recordType) =>
      rulesOf(recordType).flatMap((rule) => (rule.derived ? [] : (rule.inputs ?? []))),
    );
    const boxes = Object.keys(fields).filter(
      (field) =>
        isField(field) && fields[field].kind === "boolean" && inputs.some((ask) => ask.replace("*", "") === field),
    );
    expect(Object.keys(checkboxPhrases).sort()).toEqual(boxes.sort());
  });
});

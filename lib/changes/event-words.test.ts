import { describe, expect, it } from "vitest";
import { boxMarks } from "@/lib/form/field-words";
import { fields, isField } from "@/lib/rules/fields";
import { subjectTypes } from "@/lib/rules/record";
import { rulesOf } from "@/lib/rules/rules";
import { eventSentence, type Told } from "./event-words";

const edited = (data: Told["data"]): string =>
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
    const asked = subjectTypes.flatMap((subject) =>
      rulesOf(subject).flatMap((rule) => (rule.caused ? [] : (rule.asks ?? []))),
    );
    const boxes = Object.keys(fields).filter(
      (field) =>
        isField(field) && fields[field].kind === "boolean" && asked.some((ask) => ask.replace("*", "") === field),
    );
    expect(Object.keys(boxMarks).sort()).toEqual(boxes.sort());
  });
});

import { describe, expect, it } from "vitest";
import type { FormValues } from "./form-values";
import { recurrenceChoices, ruleFromChoices } from "./recurrence-choices";

describe("how often something repeats", () => {
  it.each([
    ["day", {}, "FREQ=DAILY"],
    ["week", {}, "FREQ=WEEKLY"],
    ["week", { repeatsOn: "FR" }, "FREQ=WEEKLY;BYDAY=FR"],
    ["two_weeks", { repeatsOn: ["MO", "TH"] }, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"],
    ["month", { repeatsOn: ["MO"] }, "FREQ=MONTHLY"],
    ["month_end", {}, "FREQ=MONTHLY;BYMONTHDAY=-1"],
    ["quarter", {}, "FREQ=MONTHLY;INTERVAL=3"],
    ["year", {}, "FREQ=YEARLY"],
    ["month_weekday", { windowStart: "2026-12-08T02:00" }, "FREQ=MONTHLY;BYDAY=2TU"],
    ["month_weekday", { windowStart: "2026-11-01T02:00" }, "FREQ=MONTHLY;BYDAY=1SU"],
    ["month_weekday", { windowStart: "2026-12-31T02:00" }, "FREQ=MONTHLY;BYDAY=-1TH"],
  ])("%s with %j is %s", (repeatsEvery, more, rule) => {
    expect(ruleFromChoices({ repeatsEvery, ...more, repeatsTimes: "12" })).toEqual({ rule: `${rule};COUNT=12` });
    expect(ruleFromChoices({ repeatsEvery, ...more, repeatsTimes: "", repeatsUntil: "2027-12-31" })).toEqual({
      rule: `${rule};UNTIL=20271231`,
    });
  });

  it("is nothing where nothing was chosen, whatever else is filled in", () => {
    expect(ruleFromChoices({})).toBeNull();
    expect(ruleFromChoices({ repeatsEvery: "", repeatsTimes: "3", repeatsOn: "FR" })).toBeNull();
  });

  it.each<FormValues>([
    { repeatsEvery: "hour", repeatsTimes: "3" },
    { repeatsEvery: "day" },
    { repeatsEvery: "day", repeatsTimes: "3", repeatsUntil: "2027-12-31" },
    { repeatsEvery: "day", repeatsTimes: "0" },
    { repeatsEvery: "day", repeatsTimes: "3;BYDAY=MO" },
    { repeatsEvery: "day", repeatsUntil: "soon" },
  ])("is refused: %j", (formValues) => {
    expect(ruleFromChoices(formValues)).toEqual({ error: expect.stringMatching(/^(Choose|Enter) /) });
  });

  it("has a rule for each choice", () => {
    for (const { value } of recurrenceChoices)
      expect(
        ruleFromChoices({ repeatsEvery: value, repeatsTimes: "2", windowStart: "2026-12-08T02:00" }),
      ).toHaveProperty("rule");
  });
});

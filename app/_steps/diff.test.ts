import { expect, it } from "vitest";
import { changedFields } from "./diff";

it.each([
  ["a box that was never ticked", { isApplicationDeploy: false }, {}, {}],
  ["a box that stays empty", { reversible: false }, { reversible: false }, {}],
  ["a box that loses its tick", { reversible: false }, { reversible: true }, { reversible: false }],
  ["a box that is ticked", { reversible: true }, { reversible: false }, { reversible: true }],
  ["a text that is cleared", { impact: "" }, { impact: "Some" }, { impact: "" }],
  ["a text that was never there", { impact: "" }, { impact: null }, {}],
  ["the same systems in another order", { systems: [2, 1] }, { systems: [1, 2] }, {}],
  ["nothing counted is not zero", { expectedMinutes: 0 }, { expectedMinutes: null }, { expectedMinutes: 0 }],
])("keeps what differs of %s", (_, sent, now, changed) => expect(changedFields(sent, now)).toEqual(changed));

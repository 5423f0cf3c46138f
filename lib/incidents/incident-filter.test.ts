import { expect, it } from "vitest";
import { incidentChoiceOf, incidentChoices, incidentsPath, parseIncidentFilter } from "./incident-filter";

it("what a URL does not say, or says wrongly, is left out", () => {
  expect(parseIncidentFilter({ status: "failed", findings: "all", before: "x", other: "1" })).toEqual({});
  expect(parseIncidentFilter({ status: "open", before: "1004" })).toEqual({ status: "open", before: 1004 });
});

it("each choice has an address of its own that leads back to it", () => {
  expect(incidentChoices.map(({ filter }) => incidentsPath(filter))).toEqual([
    "/incidents",
    "/incidents?unresolved=1",
    "/incidents?status=open",
    "/incidents?status=investigated",
    "/incidents?status=closed",
    "/incidents?findings=open",
  ]);
  for (const choice of incidentChoices) expect(incidentChoiceOf({ ...choice.filter, before: 7 })).toBe(choice);
});

import { describe, expect, it } from "vitest";
import { readRoleGroups, rolesOf } from "./groups";

const pairs = [
  { role: "operator", group: "eng" },
  { role: "reviewer", group: "seniors" },
  { role: "ops_lead", group: "leads" },
] as const;

describe("roles of an id token", () => {
  it.each([
    [{ groups: ["eng", "football"] }, ["operator"]],
    [{ groups: ["leads", "seniors"] }, ["reviewer", "ops_lead"]],
    [{ groups: "eng" }, ["operator"]],
    [{ groups: ["Eng", " eng", "eng ", "engineers", "en"] }, []],
    [{ groups: [["eng"], { 0: "eng" }, 1, null] }, []],
    [{ groups: { eng: true } }, []],
    [{ groups: null }, []],
    [{ roles: ["eng"] }, []],
    [{}, []],
  ])("%j give %j", (claims, expected) => {
    expect(rolesOf(claims, "groups", pairs)).toEqual({ roles: expected, overage: false });
  });

  it.each([
    { _claim_names: { groups: "src1" } },
    { _claim_names: { groups: "src1" }, groups: ["leads"] },
    { hasgroups: true, groups: ["leads"] },
  ])("%j is an overage and gives none", (claims) => {
    expect(rolesOf(claims, "groups", pairs)).toEqual({ roles: [], overage: true });
  });

  it("are read from the claim that is named", () => {
    expect(rolesOf({ memberOf: ["eng"], groups: ["leads"] }, "memberOf", pairs).roles).toEqual(["operator"]);
  });
});

describe("ROLE_GROUPS", () => {
  it("may name several groups a role, and groups with an equals sign", () => {
    expect(readRoleGroups("operator=a, operator=cn=b")).toEqual([
      { role: "operator", group: "a" },
      { role: "operator", group: "cn=b" },
    ]);
  });

  it.each(["", "admin=x", "operator", "operator=", "operator=a,,reviewer=b"])("refuses %j in words", (text) => {
    expect(readRoleGroups(text)).toMatch(/is not role=group/);
  });
});

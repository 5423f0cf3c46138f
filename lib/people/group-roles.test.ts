import { describe, expect, it } from "vitest";
import { groupsFromClaims, parseRoleGroups, rolesFromClaims } from "./group-roles";

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
    expect(rolesFromClaims(claims, "groups", pairs)).toEqual({ roles: expected, overage: false });
  });

  it.each([
    { _claim_names: { groups: "src1" } },
    { _claim_names: { groups: "src1" }, groups: ["leads"] },
    { hasgroups: true, groups: ["leads"] },
  ])("%j is an overage and gives none", (claims) => {
    expect(rolesFromClaims(claims, "groups", pairs)).toEqual({ roles: [], overage: true });
  });

  it.each([
    ["one text with commas", { groups: "eng, football" }, ["operator"]],
    ["one text with semicolons", { groups: "seniors; eng" }, ["operator", "reviewer"]],
    ["one text with line breaks and bars", { groups: "football\neng|leads" }, ["operator", "ops_lead"]],
    ["words that are all groups", { groups: " eng seniors " }, ["operator", "reviewer"]],
    ["words that look like names of groups", { groups: "eng all-staff" }, ["operator"]],
    ["a name that has a group's name in it", { groups: "Former eng" }, []],
    ["a name with a comma, given alone", { groups: "CN=Change Reviewers,OU=Groups" }, ["reviewer"]],
    ["distinguished names in one text", { groups: "CN=eng,OU=a; CN=Change Reviewers,OU=Groups" }, ["reviewer"]],
    ["a distinguished name that holds a group's name", { groups: "CN=x,eng,OU=a" }, []],
    ["an array of distinguished names", { groups: ["CN=Change Reviewers,OU=Groups"] }, ["reviewer"]],
    ["elements of an array, which are never parted", { groups: ["eng,leads", "eng leads"] }, []],
    ["nothing at all", { groups: " , ;" }, []],
  ])("are found in %s", (_, claims, expected) => {
    const known = [...pairs, { role: "reviewer", group: "CN=Change Reviewers,OU=Groups" } as const];
    expect(rolesFromClaims(claims, "groups", known).roles).toEqual(expected);
  });

  it.each([
    ["realm_access.roles", { realm_access: { roles: ["eng"] } }, ["eng"]],
    ["https://acme.example/groups", { "https://acme.example/groups": ["eng"] }, ["eng"]],
    ["resource_access.my.app.roles", { resource_access: { "my.app": { roles: ["eng"] } } }, ["eng"]],
    ["realm_access.roles", { "realm_access.roles": "eng", realm_access: { roles: ["leads"] } }, ["eng"]],
    ["groups", { groups: [] }, []],
    ["groups", { groups: { eng: true } }, []],
    ["groups.0", { groups: ["eng"] }, null],
    ["constructor.name", {}, null],
    ["__proto__.groups", {}, null],
    ["groups", {}, null],
    ["groups", { groups: null }, null],
  ])("%s of %j is %j", (claim, claims, expected) => {
    expect(groupsFromClaims(claims, claim, pairs)).toEqual(expected);
  });

  it("are no overage of a claim that every object has", () => {
    expect(rolesFromClaims({ _claim_names: {} }, "constructor", pairs).overage).toBe(false);
  });

  it("are read from the claim that is named", () => {
    expect(rolesFromClaims({ memberOf: ["eng"], groups: ["leads"] }, "memberOf", pairs).roles).toEqual(["operator"]);
  });
});

describe("ROLE_GROUPS", () => {
  it("may name several groups a role, and groups with an equals sign", () => {
    expect(parseRoleGroups("operator=a, operator=cn=b")).toEqual([
      { role: "operator", group: "a" },
      { role: "operator", group: "cn=b" },
    ]);
  });

  it("may quote a name with commas, quotation marks and blanks at its ends", () => {
    expect(
      parseRoleGroups('operator=a, reviewer="CN=Change Reviewers,OU=Groups,DC=acme" ,auditor=" \\"x\\" \\\\ "'),
    ).toEqual([
      { role: "operator", group: "a" },
      { role: "reviewer", group: "CN=Change Reviewers,OU=Groups,DC=acme" },
      { role: "auditor", group: ' "x" \\ ' },
    ]);
    expect(parseRoleGroups('operator="a"')).toEqual([{ role: "operator", group: "a" }]);
  });

  it.each(['operator="a', 'operator="a"b', 'operator=a"b"', 'operator="a",', 'operator=""', 'admin="a"'])(
    "refuses %j in words",
    (text) => {
      expect(parseRoleGroups(text)).toEqual(expect.stringMatching(/quotation mark|is not role=group/));
    },
  );

  it.each(["", "admin=x", "operator", "operator=", "operator=a,,reviewer=b"])("refuses %j in words", (text) => {
    expect(parseRoleGroups(text)).toMatch(/is not role=group/);
  });
});

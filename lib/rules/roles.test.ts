import { describe, expect, it } from "vitest";
import { actsAs, isReadOnly, isRole, type Role, roles, rolesActingAs } from "./roles";

describe("roles", () => {
  it.each([
    ["operator", ["operator"]],
    ["reviewer", ["operator", "reviewer"]],
    ["ops_lead", ["operator", "ops_lead"]],
    ["auditor", ["auditor"]],
  ] satisfies [Role, Role[]][])("%s alone acts as %j", (held, expected) => {
    expect(roles.filter((role) => actsAs([held], role))).toEqual(expected);
    expect(roles.filter((role) => rolesActingAs(role).includes(held))).toEqual(expected);
  });

  it("none acts as nothing", () => expect(roles.filter((role) => actsAs([], role))).toEqual([]));

  it("an auditor takes no step, whatever else they hold", () => {
    expect(isReadOnly(["ops_lead", "auditor"])).toBe(true);
    expect(isReadOnly(["ops_lead", "reviewer", "operator"])).toBe(false);
  });

  it.each(["admin", "", "Operator", "toString", "__proto__"])("%j is none", (word) => expect(isRole(word)).toBe(false));
});

import { describe, expect, it } from "vitest";
import { couldEverTake, creationRefusal } from "./can-create";
import type { Actor } from "./judge";
import { recordTypes } from "./record";
import type { Role } from "./roles";
import { rulesOf } from "./rules";

const person = (...roles: Role[]): Actor => ({ id: 1, name: "One", roles });

describe("whether somebody may ever take a step", () => {
  it.each([
    ["change", "draft", person(), false],
    ["change", "draft", person("auditor"), false],
    ["change", "draft", person("operator", "auditor"), false],
    ["change", "draft", person("reviewer"), true],
    ["change", "approve", person("operator"), false],
    ["change", "approve", { ...person("operator"), delegators: [{ id: 2, roles: ["ops_lead"] }] }, true],
    ["change", "cancel", person("operator"), true],
    ["freeze", "place_freeze", { ...person("operator"), delegators: [{ id: 2, roles: ["ops_lead"] }] }, false],
    ["incident", "open", person("operator"), false],
    ["person", "set_timezone", person(), true],
    ["person", "export", person("auditor"), true],
    ["person", "export", person(), false],
    ["change", "place_freeze", person("ops_lead"), false],
  ] as const)("%s: %s", (kind, step, actor, may) => {
    expect(couldEverTake(kind, step, actor)).toBe(may);
  });

  it("nobody without a role makes a record", () => {
    const making = recordTypes.flatMap((kind) =>
      rulesOf(kind).flatMap((rule) => (rule.from === "new" && !rule.derived ? [{ kind, rule }] : [])),
    );
    expect(making.length).toBeGreaterThan(8);
    for (const { kind, rule } of making) {
      const type = rule.types?.[0] ?? "";
      expect(couldEverTake(kind, rule.step, person())).toBe(false);
      expect(creationRefusal(kind, rule.step, type, person())).toMatchObject({ refusal: { code: "who", rule } });
      expect(creationRefusal(kind, rule.step, type, person("ops_lead"))).toBeNull();
    }
  });
});

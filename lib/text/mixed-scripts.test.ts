import { expect, it } from "vitest";
import { mixedScriptWarning } from "./mixed-scripts";

it.each([
  ["Pоrtal", "Latin and Cyrillic"],
  ["Ρortal", "Latin and Greek"],
  ["Ρоrtal", "Latin and Greek and Cyrillic"],
])("warns of %s", (name, scripts) => {
  expect(mixedScriptWarning(name)).toContain(`mixes ${scripts} letters`);
});

it.each(["Portal café", "Портал 1", "Ω 1", "数据库 db", "サーバー web-1", "", "Ｐｏｒｔａｌ"])(
  "does not warn of %s",
  (name) => {
    expect(mixedScriptWarning(name)).toBeNull();
  },
);

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { environment } from "./environment";
import { readSettings } from "./settings";
import { internalVariables, secretNames, variables } from "./variables";
import { withVariableTables } from "./variables-document";

const described = new Map(variables);

it("docs/operate/configuration.md is current: npm run settings:document writes its tables", () => {
  const document = readFileSync(new URL("../../docs/operate/configuration.md", import.meta.url), "utf8");
  expect(withVariableTables(document)).toBe(document);
});

it("a document without a place for a table is refused", () => {
  expect(() => withVariableTables("# Configuration")).toThrow("serving");
});

it("each variable of the schema is described once, and only what Node and the data folder read beside it", () => {
  const outside = ["NODE_EXTRA_CA_CERTS", "WINDLASS_DATA_FOLDER"];
  const names = [...variables.map(([name]) => name), ...Object.keys(internalVariables)];
  expect(names.sort()).toEqual([...Object.keys(environment.shape), ...outside].sort());
});

it.each(["web", "worker"] as const)(
  "what a production's %s refuses to start without is described as read by it",
  (program) => {
    const read = readSettings({ DATABASE_URL: "postgres://db/windlass", MIGRATE_DATABASE_URL: "" }, program);
    const missing = read.ok ? [] : read.problems.flatMap((problem) => /^\w+(?= is missing)/.exec(problem)?.[0] ?? []);
    expect(missing.length).toBeGreaterThan(0);
    expect(missing.filter((name) => !described.get(name)?.for.includes(program))).toEqual([]);
  },
);

it("what holds a password, a key or a token is a secret", () => {
  const known = ["LEDGER_KEY_REPLACES", "LEDGER_VERIFIER_KEY", "WEBHOOK_ALLOWED_NETWORKS"];
  const sensitive = variables
    .map(([name]) => name)
    .filter((name) => /SECRET|TOKEN|_KEY|DATABASE_URL|WEBHOOK|SMTP_URL/.test(name));
  expect([...secretNames].sort()).toEqual(sensitive.filter((name) => !known.includes(name)).sort());
});

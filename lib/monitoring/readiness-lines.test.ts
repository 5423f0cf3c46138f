import { expect, it } from "vitest";
import { readinessLines } from "./readiness-lines";

const build = { version: "1.2.3", commit: "c0ffee", node: "20.9.0", migration: "0014_attention" };
const good = { ready: true, database: "reachable", migrations: "current", rulebook: "current" };

it("has a line for each check", () => {
  expect(readinessLines(good, { ledger: 2.4, notices: 59 }, build).split("\n")).toEqual([
    "+ database: reachable",
    "+ migrations: current, of this build up to 0014_attention",
    "+ rulebook: current",
    "+ ledger's worker: reported 2 s ago",
    "+ notices' worker: reported 59 s ago",
    "+ build: 1.2.3, commit c0ffee, Node 20.9.0",
    "ready",
    "",
  ]);
});

it("marks what keeps it from serving, and what does not: a worker never does", () => {
  const away = { ready: false, database: "away", migrations: "unknown", rulebook: "unknown" };
  const lines = readinessLines(away, { ledger: null, notices: 301 }, build);
  expect(lines).toContain("- database: away");
  expect(lines).toContain("! ledger's worker: no report");
  expect(lines).toContain("! notices' worker: reported 301 s ago");
  expect(lines).toMatch(/\nnot ready\n$/);
  const regranted = { ...good, rulebook: "changed", changed: ["grants"] };
  expect(readinessLines(regranted, { ledger: 1, notices: 1 }, build)).toContain("! rulebook: changed (grants)");
});

import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { spawnGuarded } from "../db/connection/spawn-guarded.mjs";
import { commitWarnings } from "./commits/commit-messages.mjs";
import { installIfStale } from "./install.mjs";
import { ensurePostgres15 } from "./postgresql-15.mjs";
import { ensurePromtool } from "./promtool.mjs";
import { whenNpmIsGone } from "./serve/npm-parent.mjs";
import { countsOf, countsOfPlaywright, countsOfVitest } from "./test-counts.mjs";

// node bin/test.mjs [check|e2e] [words for playwright]: everything, or all but the browser, or the browser alone.
const [only, ...words] = process.argv.slice(2);
process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const reports = mkdtempSync(join(tmpdir(), "windlass-reports-"));
const tsc = ["node_modules/typescript/bin/tsc", "--noEmit"];
const next = "node_modules/next/dist/bin/next";

const parts = [
  { name: "format and lint", of: "check", run: () => one("node_modules/@biomejs/biome/bin/biome", lint) },
  { name: "types", of: "check", run: () => one(next, ["typegen"], tsc) },
  {
    name: "unit and database tests",
    of: "check",
    run: () => vitest(["--project=lib", "--project=app", "--project=db"]),
  },
  { name: "metrics and alert rules by promtool", of: "check", once: true, run: () => byPromtool() },
  { name: "database tests on PostgreSQL 15", of: "check", once: true, run: () => on15(vitest, databaseTests) },
  { name: "browser tests", of: "e2e", run: () => playwright(words) },
  {
    name: "a browser story of the release on PostgreSQL 15",
    of: "e2e",
    once: true,
    run: () => on15((words, env) => playwright(words, { ...env, TEST_RELEASE: "1" }), oneStory),
  },
];
// What is about speed, about the embedded PostgreSQL, or about no database at all, is not tried once more; nor are all the
// rules in all combinations, of which the walks try many.
const aboutNoVersion = [
  "db/seed/plans.test.ts",
  "db/steps/matrix.test.ts",
  "db/embedded/start-embedded.test.ts",
  "db/ledger/merkle-tree.test.ts",
];
const databaseTests = ["--project=db", ...aboutNoVersion.map((file) => `--exclude=${file}`)];
const oneStory = ["e2e/stories/normal.spec.ts", "--workers=1"];
const lint = ["check", "--error-on-warnings", "."];

whenNpmIsGone(() => process.exit(1));
try {
  await installIfStale();
} catch (error) {
  console.error(error.message);
  console.log("0 passed, 1 failed");
  process.exit(1);
}
let postgres15;
const done = [];
for (const { name, of, once, run } of parts) {
  if ((only && only !== of) || (once && words.length > 0)) continue;
  console.log(`\n— ${name}`);
  const began = Date.now();
  const counts = await run();
  done.push({ name, ...counts, seconds: Math.round((Date.now() - began) / 1000) });
}
rmSync(reports, { recursive: true, force: true });
const sum = (of) => done.reduce((total, part) => total + part[of], 0);
console.log("");
for (const { name, passed, failed, flaky, notRun, seconds } of done)
  console.log(
    notRun
      ? `${name}: not run. ${notRun}`
      : `${name}: ${passed} passed, ${failed} failed, ${flaky ? `${flaky} only on retry, ` : ""}${seconds} s`,
  );
if (only !== "e2e") warnOfCommits();
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exit(sum("failed") > 0 ? 1 : 0);

/** A message can be mended until it is pushed: it is named, and no run is red for it. */
function warnOfCommits() {
  const warnings = commitWarnings(process.cwd());
  if (warnings.length > 0) console.log("Commits that do not follow CONTRIBUTING.md (a warning):");
  for (const warning of warnings) console.log(`  ${warning}`);
}

/** A part that counts as one: every command has to succeed. */
async function one(program, first, ...more) {
  let failed = false;
  for (const command of [[program, ...first], ...more]) failed ||= (await node(command)) !== 0;
  return { passed: failed ? 0 : 1, failed: failed ? 1 : 0 };
}

/** The oldest PostgreSQL that the product runs on forgives less than the embedded one. */
function on15(run, what) {
  postgres15 ??= ensurePostgres15() ?? "";
  if (postgres15 !== "") return run(what, { TEST_POSTGRES: postgres15 });
  return { passed: 0, failed: 0, notRun: "PostgreSQL 15 was not found and could not be installed." };
}

/** Prometheus' own checker; the unit tests leave it out. */
function byPromtool() {
  const promtool = ensurePromtool();
  if (!promtool) return { passed: 0, failed: 0, notRun: "promtool was not found and could not be fetched." };
  const words = ["--project=app", "docs/operate/monitoring/promtool.test.ts"];
  return vitest(words, { PROMTOOL: promtool.includes("/") ? join(process.cwd(), promtool) : promtool });
}

async function vitest(words, env = {}) {
  const file = join(reports, `vitest-${Date.now()}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const status = await node(["node_modules/vitest/vitest.mjs", "run", ...words, ...reporters], env);
  return countsOf(status, countsOfVitest(file));
}

async function playwright(words, env = {}) {
  const { ensureChromium } = await import("./chromium.mjs");
  await ensureChromium();
  const file = join(reports, `playwright-${Date.now()}.json`);
  const command = ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json", ...words];
  return countsOf(await node(command, { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file }), countsOfPlaywright(file));
}

async function node(command, env = {}) {
  const { child } = spawnGuarded(process.execPath, command, { env: { ...process.env, ...env } });
  const [code] = await once(child, "close");
  return code;
}

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installIfStale } from "./install.mjs";
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
  { name: "unit and database tests", of: "check", run: vitest },
  { name: "browser tests", of: "e2e", run: playwright },
];
const lint = ["check", "--error-on-warnings", "."];

try {
  installIfStale();
} catch (error) {
  console.error(error.message);
  console.log("0 passed, 1 failed");
  process.exit(1);
}
const done = [];
for (const { name, of, run } of parts) {
  if (only && only !== of) continue;
  console.log(`\n— ${name}`);
  const began = Date.now();
  const counts = await run();
  done.push({ name, ...counts, seconds: Math.round((Date.now() - began) / 1000) });
}
rmSync(reports, { recursive: true, force: true });
const sum = (of) => done.reduce((total, part) => total + part[of], 0);
console.log("");
for (const { name, passed, failed, flaky, seconds } of done)
  console.log(
    `${name}: ${passed} passed, ${failed} failed, ${flaky ? `${flaky} only when tried again, ` : ""}${seconds} s`,
  );
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exit(sum("failed") > 0 ? 1 : 0);

/** A part that counts as one: every command has to succeed. */
function one(program, first, ...more) {
  const failed = node([program, ...first]) !== 0 || more.some((command) => node(command) !== 0);
  return { passed: failed ? 0 : 1, failed: failed ? 1 : 0 };
}

function vitest() {
  const file = join(reports, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const status = node(["node_modules/vitest/vitest.mjs", "run", "--project=lib", "--project=db", ...reporters]);
  return countsOf(status, countsOfVitest(file));
}

async function playwright() {
  const { ensureChromium } = await import("./chromium.mjs");
  await ensureChromium();
  const file = join(reports, "playwright.json");
  const command = ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json", ...words];
  return countsOf(node(command, { PLAYWRIGHT_JSON_OUTPUT_FILE: file }), countsOfPlaywright(file));
}

function node(command, env = {}) {
  return spawnSync(process.execPath, command, { stdio: "inherit", env: { ...process.env, ...env } }).status;
}

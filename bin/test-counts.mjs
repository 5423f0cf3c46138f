import { existsSync, readFileSync } from "node:fs";

/** What a vitest report counts; a file that could not be run is one failure. */
export function countsOfVitest(file) {
  const report = read(file);
  if (!report) return none;
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/** What a Playwright report counts; what passed only when tried again is `flaky`; errors outside every test are failures too. */
export function countsOfPlaywright(file) {
  const report = read(file);
  if (!report) return none;
  const { expected, flaky, unexpected } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length, flaky };
}

/** The counts of a part that ended with `status`: a part that failed without saying where is one failure. */
export function countsOf(status, { passed, failed, flaky = 0 }) {
  return { passed, flaky, failed: status !== 0 && failed === 0 ? 1 : failed };
}

const none = { passed: 0, failed: 0 };

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

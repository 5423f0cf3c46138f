import type { Clause } from "@/lib/rules/clauses";

/** The tests that prove each clause, by their files; `lib/policy/clause-coverage.test.ts` holds that each is there. */
export const testsByClause: Record<Clause, readonly [string, ...string[]]> = {
  scope: ["db/steps/record-preconditions.test.ts", "db/steps/walks.test.ts"],
  standard: ["db/steps/record-preconditions.test.ts", "db/steps/matrix.test.ts"],
  "standard-documented": ["db/steps/record-preconditions.test.ts", "e2e/stories/standard.spec.ts"],
  "standard-operator": ["db/steps/matrix.test.ts", "e2e/stories/standard.spec.ts"],
  "standard-logged": ["db/steps/record-preconditions.test.ts", "e2e/stories/standard.spec.ts"],
  "standard-unapproved": ["lib/rules/rules.test.ts", "e2e/stories/standard.spec.ts"],
  normal: ["lib/rules/rules.test.ts", "db/steps/walks.test.ts", "e2e/stories/normal.spec.ts"],
  "normal-submitted": ["db/steps/record-preconditions.test.ts", "db/steps/matrix.test.ts"],
  "normal-reviewed": ["db/steps/matrix.test.ts", "db/steps/races.test.ts", "e2e/checks/wrong-person.spec.ts"],
  "normal-approved": [
    "db/steps/matrix.test.ts",
    "db/steps/record-preconditions.test.ts",
    "e2e/checks/wrong-person.spec.ts",
  ],
  "normal-scheduled": [
    "db/steps/window-preconditions.test.ts",
    "db/steps/concurrency-preconditions.test.ts",
    "db/steps/freeze-preconditions.test.ts",
  ],
  "normal-executed": [
    "db/steps/window-preconditions.test.ts",
    "db/steps/concurrency-preconditions.test.ts",
    "e2e/stories/windows.spec.ts",
  ],
  "normal-verified": ["db/steps/matrix.test.ts", "e2e/stories/normal.spec.ts"],
  emergency: ["lib/changes/emergency-actions.test.ts", "e2e/stories/emergency.spec.ts"],
  "emergency-executed": [
    "db/on-call/roster.test.ts",
    "db/steps/concurrency-preconditions.test.ts",
    "e2e/stories/emergency.spec.ts",
  ],
  "emergency-documented": ["db/install/documentation-clock.test.ts", "lib/changes/emergency-actions.test.ts"],
  "emergency-reviewed": ["db/steps/matrix.test.ts", "db/steps/record-preconditions.test.ts"],
  records: ["db/steps/walks.test.ts", "db/changes/redaction.test.ts", "db/ledger/tampered-ledger.test.ts"],
  "records-who": ["db/rights/abuse-by-app.test.ts", "db/rights/abuse-by-session.test.ts"],
  "records-what": ["db/steps/record-preconditions.test.ts", "db/steps/walks.test.ts"],
  "records-when": [
    "db/steps/window-preconditions.test.ts",
    "db/steps/record-preconditions.test.ts",
    "lib/time/format.test.ts",
  ],
  "records-why": ["db/steps/record-preconditions.test.ts", "db/steps/walks.test.ts"],
  "records-plan": ["db/steps/record-preconditions.test.ts", "db/steps/walks.test.ts"],
  failed: ["db/incidents/failures.test.ts", "e2e/stories/failure.spec.ts"],
  "failed-rollback": [
    "db/incidents/failures.test.ts",
    "db/steps/freeze-preconditions.test.ts",
    "e2e/stories/failure.spec.ts",
  ],
  "failed-alert": [
    "db/notices/alerts.test.ts",
    "db/notices/deliveries.test.ts",
    "db/notices/start-notice-worker.test.ts",
  ],
  "failed-incident": [
    "db/incidents/failures.test.ts",
    "db/steps/replayed-responses.test.ts",
    "db/steps/record-preconditions.test.ts",
  ],
  exceptions: [
    "db/steps/matrix.test.ts",
    "db/rights/abuse-by-owner.test.ts",
    "db/policy/policy.test.ts",
    "e2e/checks/every-refusal.spec.ts",
  ],
};

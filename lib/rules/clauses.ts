/** The clauses of the Production Change Policy that a step can carry out, by the anchor they have on `/policy`. */
export const clauses = {
  scope: "Scope",
  standard: "Standard Changes",
  "standard-documented": "Standard Changes: documented before execution",
  "standard-operator": "Standard Changes: executed by any operator",
  "standard-logged": "Standard Changes: logged after completion",
  "standard-unapproved": "Standard Changes: no approval step required",
  normal: "Normal Changes",
  "normal-submitted": "Normal Changes: Submitted",
  "normal-reviewed": "Normal Changes: Reviewed",
  "normal-approved": "Normal Changes: Approved",
  "normal-scheduled": "Normal Changes: Scheduled",
  "normal-executed": "Normal Changes: Executed",
  "normal-verified": "Normal Changes: Verified",
  emergency: "Emergency Changes",
  "emergency-executed": "Emergency Changes: executed immediately",
  "emergency-documented": "Emergency Changes: documented within 24 hours",
  "emergency-reviewed": "Emergency Changes: reviewed after the fact",
  records: "Change Records",
  "records-who": "Change Records: Who",
  "records-what": "Change Records: What",
  "records-when": "Change Records: When",
  "records-why": "Change Records: Why",
  "records-plan": "Change Records: Rollback plan",
  failed: "Failed Changes",
  "failed-rollback": "Failed Changes: execute the rollback plan",
  "failed-alert": "Failed Changes: alert the team in Slack",
  "failed-incident": "Failed Changes: treat it as an incident",
  exceptions: "Exceptions: no changes bypass this policy",
} as const;

export type Clause = keyof typeof clauses;

export const isClause = (text: string): text is Clause => Object.hasOwn(clauses, text);

/** One step of a prepared record: who took it (named by what they did), and what it took. */
export type FixtureStep = readonly [step: string, by: string, input?: Readonly<Record<string, unknown>>];

type StepPath = readonly FixtureStep[];

const text = "In words.";
const reason = { reason: text };
const drafting: StepPath = [
  ["draft", "draft"],
  ["edit", "edit", { title: "Edited" }],
  ["take_over", "take_over", reason],
];
const fiveFacts = { what: text, why: text, rollbackPlan: text };

const firstRevision: StepPath = [
  ["submit", "take_over"],
  ["review", "review earlier"],
  ["approve", "approve earlier"],
  ["revise", "take_over", reason],
];
const submitted: StepPath = [...drafting, ...firstRevision, ["submit", "take_over"]];
const approved: StepPath = [...submitted, ["review", "review"], ["approve", "approve"]];
const normalStarted: StepPath = [...approved, ["schedule", "schedule"], ["start", "start"]];
const executed: StepPath = [...normalStarted, ["finish", "finish", { actual: text }]];
const failing: StepPath = [["fail", "fail", reason]];
const rollingBack: StepPath = [...failing, ["roll_back", "roll_back", { outcome: "complete", actual: text }]];
const settling: StepPath = [["settled incident", "none"]];

const standardStarted: StepPath = [...drafting, ["document", "document"], ["start", "start"]];
const declared: StepPath = [
  ["declare", "declare"],
  ["edit", "edit", { title: "Edited" }],
];
const emergencyRolledBack: StepPath = [
  ...declared,
  ["finish", "finish", { actual: text }],
  ...rollingBack,
  ...settling,
];

/** A lawful way to each status of each type that has as many different people in it as the rules allow. */
export const histories: Record<"standard" | "normal" | "emergency", Readonly<Record<string, StepPath>>> = {
  standard: {
    draft: drafting,
    documented: [...drafting, ["document", "document"]],
    in_progress: standardStarted,
    closed: [...standardStarted, ["log", "log", { actual: text }]],
    failed: [...standardStarted, ["log", "log", { actual: text }], ...failing],
    rolled_back: [...standardStarted, ["log", "log", { actual: text }], ...rollingBack, ...settling],
    cancelled: [...standardStarted, ["call_off", "start", reason]],
  },
  normal: {
    draft: [...drafting, ...firstRevision],
    submitted,
    reviewed: [...submitted, ["review", "review"]],
    rejected: [...submitted, ["review", "review"], ["reject", "none", reason]],
    approved,
    scheduled: [...approved, ["schedule", "schedule"]],
    in_progress: normalStarted,
    executed,
    closed: [...executed, ["verify", "verify", { comment: text, monitoring: text }]],
    failed: [...executed, ...failing],
    rolled_back: [...executed, ...rollingBack, ...settling],
    cancelled: [...normalStarted, ["call_off", "start", reason]],
  },
  emergency: {
    in_progress: declared,
    executed: [...declared, ["finish", "finish", { actual: text }]],
    failed: [...declared, ["finish", "finish", { actual: text }], ...failing],
    rolled_back: emergencyRolledBack,
    documented: [...emergencyRolledBack, ["document", "document", { ...fiveFacts, category: "DNS" }]],
    closed: [
      ...emergencyRolledBack,
      ["document", "document", { ...fiveFacts, category: "DNS" }],
      ["review_after", "none", { outcome: "justified", reason: text }],
    ],
  },
};

/** Everybody who can have done one thing before (one of them two, which no history allows), named by it; "none" did nothing that a rule asks about. */
export const actors = [
  "none",
  "draft",
  "edit",
  "take_over",
  "declare",
  "submit",
  "review",
  "review earlier",
  "approve",
  "approve earlier",
  "approve_routine",
  "schedule",
  "start",
  "finish",
  "log",
  "stand_down",
  "call_off",
  "fail",
  "roll_back",
  "document",
  "verify",
  "edit + review",
] as const;

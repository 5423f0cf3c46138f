/** One step of a prepared record: who took it (named by what they did), and what it took. */
export type Told = readonly [step: string, by: string, input?: Readonly<Record<string, unknown>>];

type Way = readonly Told[];

const text = "In words.";
const reason = { reason: text };
const drafting: Way = [
  ["draft", "draft"],
  ["edit", "edit", { title: "Edited" }],
  ["take_over", "take_over", reason],
];
const facts = { what: text, why: text, rollbackPlan: text };

const firstRevision: Way = [
  ["submit", "take_over"],
  ["review", "review earlier"],
  ["approve", "approve earlier"],
  ["revise", "take_over", reason],
];
const submitted: Way = [...drafting, ...firstRevision, ["submit", "take_over"]];
const approved: Way = [...submitted, ["review", "review"], ["approve", "approve"]];
const normalStarted: Way = [...approved, ["schedule", "schedule"], ["start", "start"]];
const executed: Way = [...normalStarted, ["finish", "finish", { actual: text }]];
const failing: Way = [["fail", "fail", reason]];
const rollingBack: Way = [...failing, ["roll_back", "roll_back", { outcome: "complete", actual: text }]];
const settling: Way = [["settled incident", "none"]];

const standardStarted: Way = [...drafting, ["document", "document"], ["start", "start"]];
const declared: Way = [
  ["declare", "declare"],
  ["edit", "edit", { title: "Edited" }],
];
const emergencyRolledBack: Way = [...declared, ["finish", "finish", { actual: text }], ...rollingBack, ...settling];

/** A lawful way to each status of each type that has as many different people in it as the rules allow. */
export const histories: Record<"standard" | "normal" | "emergency", Readonly<Record<string, Way>>> = {
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
    documented: [...emergencyRolledBack, ["document", "document", { ...facts, category: "DNS" }]],
    closed: [
      ...emergencyRolledBack,
      ["document", "document", { ...facts, category: "DNS" }],
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

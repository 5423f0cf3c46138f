/** The ways in which the database can fail for a time, so that a page or a step has to wait. */
export const databaseFailures = ["away", "read-only", "crowded", "full", "held", "slow", "crossed"] as const;
export type DatabaseFailure = (typeof databaseFailures)[number];

export const isDatabaseFailure = (value: unknown): value is DatabaseFailure =>
  databaseFailures.some((failure) => failure === value);

type FailureMessage = {
  /** The codes that say so: SQLSTATE, or its first letters, or what the driver and the system call it. */
  readonly codes: readonly string[];
  readonly title: string;
  /** What happened, in one sentence. */
  readonly happened: string;
  /** What to do, and who can. */
  readonly next: string;
};

/** What whoever met a failure has to know of the step that they took. */
export const savedWholeOrNot =
  "A step is saved completely or not at all. Check the record’s history before you repeat one.";

const tryAgainSoon = "Try again in a few seconds.";

/** The one list of the database's failures that pass by themselves or by an administrator, with their words. */
export const databaseFailureMessages: Readonly<Record<DatabaseFailure, FailureMessage>> = {
  away: {
    codes: [
      "08",
      "28",
      "3D000",
      "57P",
      "25P03",
      "CONNECT",
      "ECONN",
      "EPIPE",
      "ENOTFOUND",
      "EAI_",
      "ETIMEDOUT",
      "EHOST",
    ],
    title: "The database is unavailable",
    happened: "Windlass cannot reach its database at the moment.",
    next: tryAgainSoon,
  },
  "read-only": {
    codes: ["25006"],
    title: "The database is unavailable",
    happened: "Windlass reaches only a read-only copy of its database.",
    next: "If this lasts longer than a few minutes, ask your administrator to point Windlass to the primary database (DATABASE_URL).",
  },
  crowded: {
    codes: ["53300"],
    title: "The database is busy",
    happened: "The database has no free connection at the moment.",
    next: tryAgainSoon,
  },
  full: {
    codes: ["53", "58030"],
    title: "The database is full",
    happened: "The database has no space left.",
    next: "Ask your administrator to free disk space or memory, then try again.",
  },
  held: {
    codes: ["55P03", "55006"],
    title: "The record is in use",
    happened: "Another person’s step on the same records did not finish in time.",
    next: tryAgainSoon,
  },
  slow: {
    codes: ["57014"],
    title: "This took too long",
    happened: "The database took longer than Windlass waits.",
    next: "Try again. If it happens again, request less at once.",
  },
  crossed: {
    codes: ["40"],
    title: "Two steps were in conflict",
    happened: "Another step on the same records was in conflict with this step.",
    next: "Try again.",
  },
};

/** What happened, and what to do, where nothing was being saved. */
export const databaseFailureAdvice = (failure: DatabaseFailure): string =>
  `${databaseFailureMessages[failure].happened} ${databaseFailureMessages[failure].next}`;

/** Which failure a code stands for (SQLSTATE, or the driver's or the system's own); null for any other. */
export function databaseFailureOf(code: string): DatabaseFailure | null {
  const length = (failure: DatabaseFailure) =>
    Math.max(
      0,
      ...databaseFailureMessages[failure].codes.filter((each) => code.startsWith(each)).map((each) => each.length),
    );
  const [likeliest] = [...databaseFailures].sort((a, b) => length(b) - length(a));
  return likeliest && length(likeliest) > 0 ? likeliest : null;
}

/**
 * What a person reads whose form met a failure of that code. Where the connection was lost, nobody knows whether the
 * step was recorded: the same form sent again counts once.
 */
export function databaseFailureSentence(code: string): string {
  const failure = databaseFailureOf(code);
  if (!failure)
    return `The database failed with an unknown error (${code}). Nothing was saved. Try again. If it fails again, give your administrator this code.`;
  const { happened, next } = databaseFailureMessages[failure];
  const outcome =
    failure === "away"
      ? "If your form had already arrived, it counts once, however often you send it."
      : "Nothing was saved.";
  return `${happened} ${outcome} ${next}`;
}

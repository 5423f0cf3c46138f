/** The ways in which the database can fail for a time, so that a page or a step has to wait. */
export const troubles = ["away", "read-only", "crowded", "full", "held", "slow", "crossed"] as const;
export type Trouble = (typeof troubles)[number];

export const isTrouble = (word: unknown): word is Trouble => troubles.some((trouble) => trouble === word);

type Words = {
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

const soon = "Try again in a few seconds.";

/** The one list of the database's failures that pass by themselves or by an administrator, with their words. */
export const troubleWords: Readonly<Record<Trouble, Words>> = {
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
    next: soon,
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
    next: soon,
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
    next: soon,
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

/** Which trouble a code tells of (SQLSTATE, or the driver's or the system's own); null for any other failure. */
export function troubleOf(code: string): Trouble | null {
  const length = (trouble: Trouble) =>
    Math.max(0, ...troubleWords[trouble].codes.filter((each) => code.startsWith(each)).map((each) => each.length));
  const [likeliest] = [...troubles].sort((a, b) => length(b) - length(a));
  return likeliest && length(likeliest) > 0 ? likeliest : null;
}

/**
 * What a person reads whose form met a failure of that code. Where the connection was lost, nobody knows whether the
 * step was recorded: the same form sent again counts once.
 */
export function troubleSentence(code: string): string {
  const trouble = troubleOf(code);
  if (!trouble)
    return `The database failed with an unknown error (${code}). Nothing was saved. Try again. If it fails again, give your administrator this code.`;
  const { happened, next } = troubleWords[trouble];
  const outcome =
    trouble === "away"
      ? "If your form had already arrived, it counts once, however often you send it."
      : "Nothing was saved.";
  return `${happened} ${outcome} ${next}`;
}

import { troubleOf, troubleWords } from "@/lib/web/database-trouble";
import { type DatabaseRefusal, refusalOf } from "./refusal-of";

// The framework loads this module once for each kind of request, and the pools outlive that: an error is known by its mark.
const mark = Symbol.for("windlass database error");

/**
 * What leaves `db` where the database failed: its code and our words. PostgreSQL's own words, its detail and the query
 * with its parameters stay behind, for they hold what people posted and the tokens of their sessions.
 */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  /** SQLSTATE, or what the driver or the system calls it. */
  readonly code: string;
  /** The one word of it that comes to the browser. */
  readonly digest: string | undefined;
  // Private: what prints an error prints no sentence that may repeat what was posted.
  readonly #refusal: DatabaseRefusal | null;

  constructor(error: unknown) {
    const { code, message } = fieldsOf(error);
    super(wordsOf(code, message));
    this.code = code;
    this.digest = troubleOf(code) ?? undefined;
    this.#refusal = refusalOf(error);
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && mark in value;
  }

  get [mark](): true {
    return true;
  }

  /** What the database said where it refused; null for a failure. */
  get refusal(): DatabaseRefusal | null {
    return this.#refusal;
  }
}

/** What a query failed with, without a text: any error becomes one of ours. */
export const plainError = (error: unknown): DatabaseError =>
  error instanceof DatabaseError ? error : new DatabaseError(error);

/** The same for what work in a transaction ended with, where its own errors are not the database's. */
export const plainIfOfDatabase = (error: unknown): unknown =>
  error instanceof Error && (["PostgresError", "error"].includes(error.name) || troubleOf(fieldsOf(error).code))
    ? plainError(error)
    : error;

function fieldsOf(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: "", message: "" };
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return { code: /^[A-Z0-9_]{1,40}$/.test(code) ? code : "", message: error.message };
}

function wordsOf(code: string, message: string): string {
  const told = harmless.find((pattern) => pattern.test(message));
  if (told) return `${message} (${code})`;
  const trouble = troubleOf(code);
  return trouble ? `${troubleWords[trouble].happened} (${code})` : `The database failed (${code || "no code"}).`;
}

/** Sentences of PostgreSQL and of the system that hold names from the catalog or the settings, and nothing posted. */
const harmless = [
  /^permission denied for [a-z ]+ \w+$/,
  /^must be (owner|member|superuser)[a-z ]*( \w+)?$/,
  /^(relation|column|schema|role|database|type) "[\w.]+"( of relation "\w+")? does not exist$/,
  /^function [\w.]+\([\w ,[\]]*\) does not exist$/,
  /^(cannot cast type|operator does not exist:) [\w [\]<>=|@&~!?#-]+$/,
  /^could not determine data type of parameter \$\d+$/,
  /^null value in column "\w+" of relation "\w+" violates not-null constraint$/,
  /^[a-z ]+( (relation|table) "\w+")? violates [a-z ]+ constraint "\w+"( on table "\w+")?$/,
  /^password authentication failed for user "\w+"$/,
  /^role "\w+" is not permitted to log in$/,
  /^(sorry, too many clients already|too many connections for (role|database) "\w+")$/,
  /^the database system is [a-z -]+$/,
  /^terminating connection due to [a-z -]+$/,
  /^canceling statement due to [a-z -]+$/,
  /^connect E[A-Z]+ [\w.:-]+$/,
  /^getaddrinfo E[A-Z_]+ [\w.-]+$/,
  /^write CONNECTION_[A-Z]+ [\w.:/-]+$/,
];

import { type DatabaseFailure, databaseFailureMessages, databaseFailureOf } from "@/lib/web/database-failure";
import { type DatabaseRefusal, parseRefusal } from "./parse-refusal";

// The framework loads this module several times, so that instanceof would fail across copies: errors are recognised by a symbol.
const brand = Symbol.for("windlass database error");

/**
 * The only error that leaves `db` when the database fails: a code and our own message. PostgreSQL's message, its detail and the
 * query with its parameters are dropped, because they contain posted text and session tokens.
 */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  /** SQLSTATE, or the code of the driver or the operating system. */
  readonly code: string;
  /** The only part that the framework passes to the browser. */
  readonly digest: string | undefined;
  // Private, so that logging the error does not print a sentence that may repeat posted text.
  readonly #refusal: DatabaseRefusal | null;

  constructor(error: unknown) {
    const { code, message } = errorFields(error);
    super(safeMessage(code, message));
    this.code = code;
    this.digest = databaseFailureOf(code) ?? undefined;
    this.#refusal = parseRefusal(error);
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }

  get [brand](): true {
    return true;
  }

  /** The refusal that it carries; null for a failure. */
  get refusal(): DatabaseRefusal | null {
    return this.#refusal;
  }
}

/** The failure of the database that an error stands for; null for every other error. */
export const databaseFailureIn = (error: unknown): DatabaseFailure | null =>
  error instanceof DatabaseError ? databaseFailureOf(error.code) : null;

/** Converts any error of a query. */
export const toDatabaseError = (error: unknown): DatabaseError =>
  error instanceof DatabaseError ? error : new DatabaseError(error);

/** The same for errors thrown inside a transaction's callback, which may not come from the database and are passed on then. */
export const toDatabaseErrorIfOurs = (error: unknown): unknown =>
  error instanceof Error &&
  (["PostgresError", "error"].includes(error.name) || databaseFailureOf(errorFields(error).code))
    ? toDatabaseError(error)
    : error;

function errorFields(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: "", message: "" };
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return { code: /^[A-Z0-9_]{1,40}$/.test(code) ? code : "", message: error.message };
}

function safeMessage(code: string, message: string): string {
  const safePattern = safeMessages.find((pattern) => pattern.test(message));
  if (safePattern) return `${message} (${code})`;
  const failure = databaseFailureOf(code);
  return failure
    ? `${databaseFailureMessages[failure].happened} (${code})`
    : `The database failed (${code || "no code"}).`;
}

/** Messages of PostgreSQL and the operating system that contain only names from the catalog or the settings, nothing posted. */
const safeMessages = [
  /^permission denied for [a-z ]+ \w+$/,
  /^permission denied to [a-z ]+( "\w+")?$/,
  /^must be (owner|member|superuser)[a-z ]*( \w+)?$/,
  /^must (have [a-z ]+ on|be able to SET ROLE) (role )?"\w+"$/,
  /^no pg_hba\.conf entry for host "[\w.:]+", user "\w+", database "\w+"(, (no encryption|SSL (encryption|on|off)))?$/,
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

import { PgPreparedQuery } from "drizzle-orm/pg-core";
import postgres, { type Options, type PostgresType, type Sql } from "postgres";
import { arrayTypes } from "./array-types";
import { toDatabaseError, toDatabaseErrorIfOurs } from "./database-error";

// Drizzle's own error of a failed query prints the query and all its parameters, which hold posted text: the driver's error is enough.
Object.assign(PgPreparedQuery.prototype, {
  queryWithCache: (_query: string, _parameters: unknown[], ask: () => Promise<unknown>) => ask(),
});

/** Connects to the database at `url`. The only place that creates a client: its errors hold no query, no parameter, no posted text. */
export function connect(url: string, options: Options<Record<string, PostgresType>>): Sql {
  try {
    return withRedactedErrors(postgres(url, { ...options, ...knownTypes(options.types) }));
  } catch (error) {
    // The error of an invalid URL contains the URL, with its password.
    throw toDatabaseError(error);
  }
}

/** Works on one connection to `url` of its own, and closes it; for what a command or a start asks once. */
export async function withConnection<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = connect(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** The options by which a client knows the types of arrays without asking the database. */
export const knownTypes = (types?: Readonly<Record<string, PostgresType>>) => ({
  fetch_types: false,
  types: { ...arrayTypes, ...types },
});

/** Wraps a client, or that of a transaction, so that its errors hold no posted text. */
export function withRedactedErrors<Client extends object>(client: Client): Client {
  return new Proxy(client, {
    apply: (target, self, args) => wrapResult(Reflect.apply(asFunction(target), self, args)),
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      return isFunction(value) && queryMethods.has(name) ? wrapMethod(value) : value;
    },
  });
}

/** The methods that send a query, or pass a client to a callback. */
const queryMethods = new Set<string | symbol>(["unsafe", "file", "notify", "listen", "begin", "savepoint", "reserve"]);

type Method = (...args: unknown[]) => unknown;

const wrapMethod =
  (method: Method): Method =>
  (...args) =>
    wrapResult(method(...args.map((word) => (isFunction(word) ? wrapCallback(word) : word))));

const wrapCallback =
  (work: Method): Method =>
  (...args) =>
    work(...args.map(wrapClient));

function wrapResult(answer: unknown): unknown {
  if (!(answer instanceof Promise)) return answer;
  if ("reject" in answer) return wrapQuery(answer);
  return answer.then(wrapClient, (error: unknown) => {
    throw toDatabaseErrorIfOurs(error);
  });
}

// The driver rejects a query through its `reject` property, and replaces that property where the query is read by cursor.
function wrapQuery(query: object): object {
  let reject: unknown = Reflect.get(query, "reject");
  const rejectPlainly = (error: unknown) => asFunction(reject)(toDatabaseError(error));
  return Object.defineProperty(query, "reject", {
    get: () => rejectPlainly,
    set: (other: unknown) => {
      reject = other;
    },
  });
}

const wrapClient = (args: unknown): unknown => (isFunction(args) && "unsafe" in args ? withRedactedErrors(args) : args);

const isFunction = (value: unknown): value is Method => typeof value === "function";

function asFunction(value: unknown): Method {
  if (!isFunction(value)) throw new TypeError("the driver’s client is no function");
  return value;
}

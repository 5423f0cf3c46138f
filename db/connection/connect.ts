import { PgPreparedQuery } from "drizzle-orm/pg-core";
import postgres, { type Options, type PostgresType, type Sql } from "postgres";
import { plainError, plainIfOfDatabase } from "./database-error";

// Drizzle's own error of a failed query prints the query and all its parameters: what the driver says is enough.
Object.assign(PgPreparedQuery.prototype, {
  queryWithCache: (_query: string, _parameters: unknown[], ask: () => Promise<unknown>) => ask(),
});

/** The driver's client of the database at `url`, and the only way to one: its errors hold no query, no parameter, no posted text. */
export function connect(url: string, options: Options<Record<string, PostgresType>>): Sql {
  try {
    return withoutTexts(postgres(url, options));
  } catch (error) {
    // An address that cannot be read stands in the error, with its password.
    throw plainError(error);
  }
}

/** A client, or that of a transaction, whose errors hold no text. */
export function withoutTexts<Client extends object>(client: Client): Client {
  return new Proxy(client, {
    apply: (target, self, words) => plainAnswer(Reflect.apply(callable(target), self, words)),
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      return isFunction(value) && asking.has(name) ? plainMethod(value) : value;
    },
  });
}

/** The methods that ask the database something, or hand a client to somebody's work. */
const asking = new Set<string | symbol>(["unsafe", "file", "notify", "listen", "begin", "savepoint", "reserve"]);

type Method = (...words: unknown[]) => unknown;

const plainMethod =
  (method: Method): Method =>
  (...words) =>
    plainAnswer(method(...words.map((word) => (isFunction(word) ? withPlainClients(word) : word))));

const withPlainClients =
  (work: Method): Method =>
  (...given) =>
    work(...given.map(plainClient));

function plainAnswer(answer: unknown): unknown {
  if (!(answer instanceof Promise)) return answer;
  if ("reject" in answer) return plainQuery(answer);
  return answer.then(plainClient, (error: unknown) => {
    throw plainIfOfDatabase(error);
  });
}

// The driver rejects a query by its own method, and gives it another one where it is read row by row.
function plainQuery(query: object): object {
  let reject: unknown = Reflect.get(query, "reject");
  const rejectPlainly = (error: unknown) => callable(reject)(plainError(error));
  return Object.defineProperty(query, "reject", {
    get: () => rejectPlainly,
    set: (other: unknown) => {
      reject = other;
    },
  });
}

const plainClient = (given: unknown): unknown => (isFunction(given) && "unsafe" in given ? withoutTexts(given) : given);

const isFunction = (value: unknown): value is Method => typeof value === "function";

function callable(value: unknown): Method {
  if (!isFunction(value)) throw new TypeError("the driver’s client is no function");
  return value;
}

import { PgPreparedQuery } from "drizzle-orm/pg-core";
import postgres, { type Options, type PostgresType, type Sql } from "postgres";
import { plainError, plainIfOfDatabase } from "./database-error";

// Drizzle's own error of a failed query prints the query and all its parameters, which hold posted text: the driver's error is enough.
Object.assign(PgPreparedQuery.prototype, {
  queryWithCache: (_query: string, _parameters: unknown[], ask: () => Promise<unknown>) => ask(),
});

/** Connects to the database at `url`. The only place that creates a client: its errors hold no query, no parameter, no posted text. */
export function connect(url: string, options: Options<Record<string, PostgresType>>): Sql {
  try {
    return withoutTexts(postgres(url, options));
  } catch (error) {
    // The error of an invalid URL contains the URL, with its password.
    throw plainError(error);
  }
}

/** Wraps a client, or that of a transaction, so that its errors hold no posted text. */
export function withoutTexts<Client extends object>(client: Client): Client {
  return new Proxy(client, {
    apply: (target, self, words) => plainAnswer(Reflect.apply(callable(target), self, words)),
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      return isFunction(value) && asking.has(name) ? plainMethod(value) : value;
    },
  });
}

/** The methods that send a query, or pass a client to a callback. */
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

// The driver rejects a query through its `reject` property, and replaces that property where the query is read by cursor.
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

// The gate answers pipelines: may this application be deployed now? It depends on the active halts.

/** What may count beside halts when a pipeline asks for it. */
const gateIncludes = ["freezes", "changes"] as const;
type GateInclude = (typeof gateIncludes)[number];

/** The query of a pipeline; null means "any". */
export type GateQuestion = {
  readonly client: string;
  readonly application: string | null;
  readonly environment: string | null;
  readonly system: string | null;
  readonly include: readonly GateInclude[];
  /** Chosen by the caller and repeated in the signed answer, so that an old answer cannot be replayed. */
  readonly nonce: string | null;
};

export type InTheWay =
  | { readonly kind: "halt"; readonly halt: number; readonly reason: string | null; readonly since: string }
  | { readonly kind: "freeze"; readonly freeze: string; readonly since: string; readonly until: string }
  | {
      readonly kind: "change";
      readonly change: string;
      readonly status: string;
      readonly since: string;
      readonly until: string | null;
      readonly systems: readonly string[];
    };

export type GateFound =
  | { readonly client: string; readonly at: string; readonly inTheWay: readonly InTheWay[] }
  | { readonly foreign: string }
  | { readonly noSystem: string };

/** The answer before it is signed; `until` is null where the end is unknown. */
export type GateAnswer = {
  readonly answer: "allow" | "deny";
  readonly reason: string;
  readonly since: string | null;
  readonly until: string | null;
  readonly inTheWay: readonly InTheWay[];
  readonly question: GateQuestion;
  readonly issuedAt: string;
  readonly expiresAt: string;
};

/** For how many seconds an answer may be relied on. */
const answerHoldsSeconds = 60;

const word = (value: string | null, most = 200): string | null | undefined =>
  value === null || value.trim() === "" ? null : value.length > most || value.includes("\0") ? undefined : value.trim();

/** The question of an address, or the sentence that says what is wrong with it. */
export function gateQuestion(query: URLSearchParams): GateQuestion | string {
  const names = ["client", "application", "environment", "system", "include", "nonce"];
  const stranger = [...query.keys()].find((name) => !names.includes(name));
  if (stranger !== undefined)
    return `Unknown parameter “${stranger.slice(0, 60)}”. The gate accepts ${names.join(", ")}.`;
  const twice = names.find((name) => query.getAll(name).length > 1);
  if (twice) return `The parameter “${twice}” is given more than once.`;
  const [client, application, environment, system, nonce] = [
    "client",
    "application",
    "environment",
    "system",
    "nonce",
  ].map((name) => word(query.get(name)));
  if (
    client === undefined ||
    application === undefined ||
    environment === undefined ||
    system === undefined ||
    nonce === undefined
  )
    return "Each parameter can have at most 200 characters.";
  if (client === null) return "The parameter client is missing.";
  const include = (query.get("include") ?? "").split(",").filter((each) => each !== "");
  if (!include.every(isInclude)) return `“include” accepts ${gateIncludes.join(" and ")}, separated by commas.`;
  return { client, application, environment, system, include, nonce };
}

const isInclude = (text: string): text is GateInclude => gateIncludes.some((include) => include === text);

/** The answer to `question` by what is in the way at `at`. */
export function gateAnswer(
  question: GateQuestion,
  client: string,
  at: string,
  inTheWay: readonly InTheWay[],
): GateAnswer {
  const [first] = inTheWay;
  return {
    answer: first ? "deny" : "allow",
    reason: first ? reasonOf(first) : "Nothing halts this deploy.",
    since: first?.since ?? null,
    until: first && first.kind !== "halt" ? first.until : null,
    inTheWay,
    question: { ...question, client },
    issuedAt: at,
    expiresAt: new Date(Date.parse(at) + answerHoldsSeconds * 1000).toISOString(),
  };
}

function reasonOf(way: InTheWay): string {
  if (way.kind === "halt") return way.reason ?? "Deploys are halted. The reason was redacted.";
  if (way.kind === "freeze") return `The freeze “${way.freeze}” is in force.`;
  const systems = way.systems.join(" and ");
  return `${way.change} ${way.status === "failed" ? "failed and is not rolled back" : "is in progress"} on ${systems}.`;
}

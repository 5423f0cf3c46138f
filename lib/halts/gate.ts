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

export type GateBlocker =
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

export type GateLookup =
  | { readonly client: string; readonly at: string; readonly inTheWay: readonly GateBlocker[] }
  | { readonly foreign: string }
  | { readonly noSystem: string };

/** The answer before it is signed; `until` is null where the end is unknown. */
export type GateAnswer = {
  readonly answer: "allow" | "deny";
  readonly reason: string;
  readonly since: string | null;
  readonly until: string | null;
  readonly inTheWay: readonly GateBlocker[];
  readonly question: GateQuestion;
  readonly issuedAt: string;
  readonly expiresAt: string;
};

/** For how many seconds an answer may be relied on. */
const answerValidSeconds = 60;

const optionalParam = (value: string | null, maxLength = 200): string | null | undefined =>
  value === null || value.trim() === ""
    ? null
    : value.length > maxLength || value.includes("\0")
      ? undefined
      : value.trim();

/** The question of an address, or the sentence that says what is wrong with it. */
export function parseGateQuestion(query: URLSearchParams): GateQuestion | string {
  const names = ["client", "application", "environment", "system", "include", "nonce"];
  const unknownName = [...query.keys()].find((name) => !names.includes(name));
  if (unknownName !== undefined)
    return `Unknown parameter “${unknownName.slice(0, 60)}”. The gate accepts ${names.join(", ")}.`;
  const duplicate = names.find((name) => query.getAll(name).length > 1);
  if (duplicate) return `The parameter “${duplicate}” is given more than once.`;
  const [client, application, environment, system, nonce] = [
    "client",
    "application",
    "environment",
    "system",
    "nonce",
  ].map((name) => optionalParam(query.get(name)));
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
export function answerGate(
  question: GateQuestion,
  client: string,
  at: string,
  blockers: readonly GateBlocker[],
): GateAnswer {
  const [first] = blockers;
  return {
    answer: first ? "deny" : "allow",
    reason: first ? reasonOf(first) : "Nothing halts this deploy.",
    since: first?.since ?? null,
    until: first && first.kind !== "halt" ? first.until : null,
    inTheWay: blockers,
    question: { ...question, client },
    issuedAt: at,
    expiresAt: new Date(Date.parse(at) + answerValidSeconds * 1000).toISOString(),
  };
}

function reasonOf(blocker: GateBlocker): string {
  if (blocker.kind === "halt") return blocker.reason ?? "Deploys are halted. The reason was redacted.";
  if (blocker.kind === "freeze") return `The freeze “${blocker.freeze}” is in force.`;
  const systems = blocker.systems.join(" and ");
  return `${blocker.change} ${blocker.status === "failed" ? "failed and is not rolled back" : "is in progress"} on ${systems}.`;
}

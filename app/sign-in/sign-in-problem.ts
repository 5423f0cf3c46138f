import { AsyncLocalStorage } from "node:async_hooks";
import { noteInRequest } from "@/db/monitoring/request-context";
import { type ErrorFacts, type SignInFailure, signInFailureOf, signInFailureWords } from "@/lib/people/sign-in-failure";

type Problem = { failure: SignInFailure | null };

// next-auth keeps one logger for the whole process, so that the sign-in which it reports of is found in this way.
const current = new AsyncLocalStorage<Problem>();

/** Does a part of a sign-in; `failure` is why it failed, if it did, as next-auth reported it. */
export async function withSignInProblem<Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; failure: SignInFailure | null }> {
  const problem: Problem = { failure: null };
  const result = await current.run(problem, work);
  return { result, failure: problem.failure };
}

/** For next-auth, which reports each error once or twice and then leads to its error page: the first is the reason. */
export function reportSignInProblem(_code: string, metadata: unknown): void {
  const problem = current.getStore();
  if (problem?.failure) return;
  const failure = signInFailureOf(errorFacts(metadata));
  if (problem) problem.failure = failure;
  logSignInFailure(failure, codeIn(errorFacts(metadata)));
}

/** Names a failed sign-in in the log, without anything that was sent. */
export function logSignInFailure(failure: SignInFailure, code = ""): void {
  noteInRequest({ refusal: failure });
  console.warn(`Sign-in failed (${[failure, code].filter(Boolean).join(", ")}). ${signInFailureWords[failure].logged}`);
}

const maxCauses = 5;

/** The error that was reported, its causes, and those that it holds together. */
function errorFacts(reported: unknown, depth = 0): readonly ErrorFacts[] {
  if (typeof reported !== "object" || reported === null || depth > maxCauses) return [];
  const part = (name: string): unknown => Reflect.get(reported, name);
  const text = (name: string) => (typeof part(name) === "string" ? String(part(name)).slice(0, 500) : "");
  const others = [part("error"), part("cause"), ...[part("errors") ?? []].flat()];
  const own = { name: text("name"), code: text("code"), message: text("message") };
  return [own, ...others.flatMap((each) => errorFacts(each, depth + 1))];
}

// Of Node, OpenSSL or OAuth, and never something that was sent.
const codeIn = (errors: readonly ErrorFacts[]): string =>
  errors.find(({ code }) => /^[A-Z][A-Z0-9_]{2,60}$/.test(code))?.code ?? "";

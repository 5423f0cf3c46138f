import { z } from "zod";
import { settings } from "@/app/_request/settings";
import { signOut } from "@/db/people/read-session";
import type { SignInFailure } from "@/lib/people/sign-in-failure";
import { returnPath } from "@/lib/web/return-path";
import { sessionCookie } from "@/lib/web/session-cookie";
import { authCookies, authOptions, type SignInOutcome } from "./auth-options";
import { type AuthRequest, type AuthResponse, callNextAuth } from "./next-auth";
import { logSignInFailure, withSignInProblem } from "./sign-in-problem";

/** What became of a sign-in; `begun`: the browser is on its way to the identity provider. */
type Outcome = "begun" | "ok" | "no_role" | "overage" | "deactivated" | SignInFailure;

export type FlowResponse = { location: string; setCookies: string[]; outcome: Outcome } & Pick<
  SignInOutcome,
  "overage" | "found"
>;

const csrfBody = z.object({ csrfToken: z.string() });

/** The authorization request: where to send the browser, and the cookies that bind it to this sign-in. */
export async function beginSignIn(origin: string, returnTo: string | null): Promise<FlowResponse> {
  const outcome = emptyOutcome();
  const request: AuthRequest = { action: "csrf", method: "GET", origin, query: {}, cookies: {} };
  const csrf = await callNextAuth(request, authOptions(origin, outcome));
  const body = { ...csrfBody.parse(csrf.body), callbackUrl: `${origin}${returnPath(returnTo)}` };
  const cookies = parseSetCookies(csrf.setCookies);
  const { result, failure } = await withSignInProblem(() =>
    callNextAuth({ ...request, action: "signin", method: "POST", cookies, body }, authOptions(origin, outcome)),
  );
  return toFlowResponse(result, failure, outcome);
}

/** The callback: checks the response, opens the session, and ends the browser's previous one. */
export async function finishSignIn(
  origin: string,
  query: Record<string, string>,
  cookies: Record<string, string>,
): Promise<FlowResponse> {
  const outcome = emptyOutcome();
  const { [sessionCookie(settings().secure).name]: oldToken, ...others } = cookies;
  const request: AuthRequest = { action: "callback", method: "GET", origin, query, cookies: others };
  const { result, failure } = await withSignInProblem(() => callNextAuth(request, authOptions(origin, outcome)));
  if (outcome.token && oldToken) await signOut(oldToken);
  return toFlowResponse(result, failure, outcome);
}

function emptyOutcome(): SignInOutcome {
  return { token: null, overage: false, isDeactivated: false, found: null };
}

// next-auth's error routes are not reachable; its redirects to them lead to our page.
function toFlowResponse(
  { location, setCookies }: AuthResponse,
  failure: SignInFailure | null,
  { token, overage, isDeactivated, found }: SignInOutcome,
): FlowResponse {
  const groups = { overage, found };
  if (isDeactivated)
    return { location: "/sign-in?reason=deactivated", setCookies: [], outcome: "deactivated", ...groups };
  const browserCookies = setCookies.filter((line) => !line.startsWith(`${csrfCookie()}=`));
  if (location === null || /\/api\/auth\/|\/sign-in\?(.*&)?error=/.test(location)) {
    // next-auth leads to its error page without a report where a form is not from its own page.
    if (!failure) logSignInFailure("unknown");
    const outcome = failure ?? "unknown";
    return { location: `/sign-in?reason=${outcome}`, setCookies: browserCookies, outcome, ...groups };
  }
  const withSession = overage ? "overage" : found ? "no_role" : "ok";
  return { location, setCookies: browserCookies, outcome: token === null ? "begun" : withSession, ...groups };
}

// It is passed on within this function and no browser needs it: the Origin was checked.
function csrfCookie(): string | undefined {
  return authCookies(settings().secure)?.csrfToken?.name;
}

function parseSetCookies(setCookies: string[]): Record<string, string> {
  const pairs = setCookies.map((line) => /^([^=]+)=([^;]*)/.exec(line)).filter((found) => found !== null);
  return Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name, decodeURIComponent(value)]));
}

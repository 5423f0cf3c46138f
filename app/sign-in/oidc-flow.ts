import { z } from "zod";
import { settings } from "@/app/_request/settings";
import { signOut } from "@/db/people/read-session";
import { returnPath } from "@/lib/web/return-path";
import { sessionCookie } from "@/lib/web/session-cookie";
import { authCookies, authOptions, type SignInOutcome } from "./auth-options";
import { type AuthRequest, type AuthResponse, callNextAuth } from "./next-auth";

export type FlowResponse = { location: string; setCookies: string[] } & Pick<SignInOutcome, "overage" | "found">;

const csrfBody = z.object({ csrfToken: z.string() });

/** The authorization request: where to send the browser, and the cookies that bind it to this sign-in. */
export async function beginSignIn(origin: string, returnTo: string | null): Promise<FlowResponse> {
  const outcome = emptyOutcome();
  const request: AuthRequest = { action: "csrf", method: "GET", origin, query: {}, cookies: {} };
  const csrf = await callNextAuth(request, authOptions(origin, outcome));
  const body = { ...csrfBody.parse(csrf.body), callbackUrl: `${origin}${returnPath(returnTo)}` };
  const cookies = parseSetCookies(csrf.setCookies);
  return toFlowResponse(
    await callNextAuth({ ...request, action: "signin", method: "POST", cookies, body }, authOptions(origin, outcome)),
    outcome,
  );
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
  const answer = await callNextAuth(request, authOptions(origin, outcome));
  if (outcome.token && oldToken) await signOut(oldToken);
  return toFlowResponse(answer, outcome);
}

function emptyOutcome(): SignInOutcome {
  return { token: null, overage: false, isDeactivated: false, found: null };
}

// next-auth's error routes are not reachable; its redirects to them lead to our page.
function toFlowResponse(
  { location, setCookies }: AuthResponse,
  { overage, isDeactivated, found }: SignInOutcome,
): FlowResponse {
  if (isDeactivated) return { location: "/sign-in?reason=deactivated", setCookies: [], overage, found };
  const failed = location === null || /\/api\/auth\/|\/sign-in\?(.*&)?error=/.test(location);
  const browserCookies = setCookies.filter((line) => !line.startsWith(`${csrfCookie()}=`));
  return { location: failed ? "/sign-in?reason=failed" : location, setCookies: browserCookies, overage, found };
}

// It is passed on within this function and no browser needs it: the Origin was checked.
function csrfCookie(): string | undefined {
  return authCookies(settings().secure)?.csrfToken?.name;
}

function parseSetCookies(setCookies: string[]): Record<string, string> {
  const pairs = setCookies.map((line) => /^([^=]+)=([^;]*)/.exec(line)).filter((found) => found !== null);
  return Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name, decodeURIComponent(value)]));
}

import { z } from "zod";
import { settings } from "@/app/_request/settings";
import { signOut } from "@/db/people/session";
import { returnPath } from "@/lib/web/return-path";
import { sessionCookie } from "@/lib/web/session-cookie";
import { authCookies, authOptions, type SignInOutcome } from "./auth-options";
import { type AuthAnswer, type AuthRequest, askNextAuth } from "./next-auth";

export type DanceAnswer = { location: string; setCookies: string[] } & Pick<SignInOutcome, "overage" | "found">;

const csrfBody = z.object({ csrfToken: z.string() });

/** The authorization request: where to send the browser, and the cookies that bind it to this sign-in. */
export async function beginSignIn(origin: string, asked: string | null): Promise<DanceAnswer> {
  const outcome = nothingYet();
  const request: AuthRequest = { action: "csrf", method: "GET", origin, query: {}, cookies: {} };
  const csrf = await askNextAuth(request, authOptions(origin, outcome));
  const body = { ...csrfBody.parse(csrf.body), callbackUrl: `${origin}${returnPath(asked)}` };
  const cookies = cookiesIn(csrf.setCookies);
  return answerOf(
    await askNextAuth({ ...request, action: "signin", method: "POST", cookies, body }, authOptions(origin, outcome)),
    outcome,
  );
}

/** The callback: checks the response, opens the session, and ends the browser's previous one. */
export async function finishSignIn(
  origin: string,
  query: Record<string, string>,
  cookies: Record<string, string>,
): Promise<DanceAnswer> {
  const outcome = nothingYet();
  const { [sessionCookie(settings().secure).name]: before, ...others } = cookies;
  const request: AuthRequest = { action: "callback", method: "GET", origin, query, cookies: others };
  const answer = await askNextAuth(request, authOptions(origin, outcome));
  if (outcome.token && before) await signOut(before);
  return answerOf(answer, outcome);
}

function nothingYet(): SignInOutcome {
  return { token: null, overage: false, isDeactivated: false, found: null };
}

// next-auth's error routes are not reachable; its redirects to them lead to our page.
function answerOf({ location, setCookies }: AuthAnswer, { overage, isDeactivated, found }: SignInOutcome): DanceAnswer {
  if (isDeactivated) return { location: "/sign-in?reason=deactivated", setCookies: [], overage, found };
  const failed = location === null || /\/api\/auth\/|\/sign-in\?(.*&)?error=/.test(location);
  const useful = setCookies.filter((line) => !line.startsWith(`${csrfCookie()}=`));
  return { location: failed ? "/sign-in?reason=failed" : location, setCookies: useful, overage, found };
}

// It is passed on within this function and no browser needs it: the Origin was checked.
function csrfCookie(): string | undefined {
  return authCookies(settings().secure)?.csrfToken?.name;
}

function cookiesIn(setCookies: string[]): Record<string, string> {
  const pairs = setCookies.map((line) => /^([^=]+)=([^;]*)/.exec(line)).filter((found) => found !== null);
  return Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name, decodeURIComponent(value)]));
}

import { z } from "zod";
import { settings } from "@/app/_request/settings";
import { groupsFound } from "@/lib/people/groups-found";
import { signInErrorCodes } from "@/lib/people/sign-in-failure";

const timeoutMs = 20_000;

const signInReply = z
  .object({
    token: z.string().nullable(),
    overage: z.boolean(),
    isDeactivated: z.boolean(),
    found: groupsFound.nullable(),
  })
  .nullable();
const signOutReply = z.object({ ended: z.boolean() });

/**
 * The sign-in process verifies the id token itself, and reads userinfo with the access token where the id token has no
 * groups. Null for a token that does not verify.
 */
export const requestSignIn = async (idToken: string, accessToken: string) =>
  signInReply.parse(await callSignInProcess("sign-in", `${idToken}\n${accessToken}`));

/** False when the logout token does not verify. */
export const requestSignOut = async (logoutToken: string) =>
  signOutReply.parse(await callSignInProcess("sign-out", logoutToken)).ended;

async function callSignInProcess(action: string, token: string): Promise<unknown> {
  const { signIn } = settings();
  if (!signIn) throw new Error("There is no sign-in process.");
  const answer = await fetch(`${signIn.address}/${action}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${signIn.secret}` },
    body: token,
    cache: "no-store",
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(() => null);
  if (!answer) throw processError("The sign-in process does not answer.", signInErrorCodes.process);
  if (answer.ok) return answer.json();
  const { code } = failureReply.parse(await answer.json().catch(() => ({})));
  throw processError(`The sign-in process answered ${answer.status}.`, code);
}

/** Why the sign-in process could not do it, by the code of its error. */
const failureReply = z.object({ code: z.string().default(signInErrorCodes.process) });

const processError = (message: string, code: string) => Object.assign(new Error(message), { code });

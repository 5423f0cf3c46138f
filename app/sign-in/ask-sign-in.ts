import { z } from "zod";
import { settings } from "@/app/_request/settings";
import { groupsFound } from "@/lib/people/groups-found";

const patienceMs = 20_000;

const signedIn = z
  .object({
    token: z.string().nullable(),
    overage: z.boolean(),
    isDeactivated: z.boolean(),
    found: groupsFound.nullable(),
  })
  .nullable();
const signedOut = z.object({ ended: z.boolean() });

/**
 * Has the sign-in process open a session for whom the id token vouches for, which it verifies itself; with the access token it
 * asks userinfo where it has to. Null where nobody is vouched for.
 */
export const signInBy = async (idToken: string, accessToken: string) =>
  signedIn.parse(await ask("sign-in", `${idToken}\n${accessToken}`));

/** Has it end the sessions that the identity provider's logout token names; false when that is no such token. */
export const signOutBy = async (logoutToken: string) => signedOut.parse(await ask("sign-out", logoutToken)).ended;

async function ask(what: string, token: string): Promise<unknown> {
  const { signIn } = settings();
  if (!signIn) throw new Error("There is no sign-in process.");
  const answer = await fetch(`${signIn.address}/${what}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${signIn.secret}` },
    body: token,
    cache: "no-store",
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!answer.ok) throw new Error(`The sign-in process answered ${answer.status}.`);
  return answer.json();
}

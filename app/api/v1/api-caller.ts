import type { NextRequest } from "next/server";
import { clientAddressIn } from "@/app/_request/client-address";
import { isApiToken } from "@/db/api/api-token";
import { readTokenCaller } from "@/db/api/read-token-caller";
import { noteInRequest } from "@/db/monitoring/request-context";
import { bearerTokenIn } from "@/lib/api/bearer-token";
import { rolesOfToken } from "@/lib/api/roles-of-token";
import type { ApiLimit } from "@/lib/web/rate-limits";
import { limitAddress, limitPerson } from "./api-limits";
import { ApiProblem } from "./api-responses";

type TokenCaller = NonNullable<Awaited<ReturnType<typeof readTokenCaller>>>;

/** For whom a request acts: the person of its token, as an operator, and the headers that say how many requests are left. */
export type ApiCaller = Omit<TokenCaller, "token"> & {
  readonly bearer: string;
  readonly accessToken: TokenCaller["token"];
  /** A token acts for its person alone. */
  readonly delegation: null;
  readonly limitHeaders: Readonly<Record<string, string>>;
};

/** Refuses a request without a token that works from where it comes, and one of somebody who sent too many. */
export async function apiCallerOf(request: NextRequest, limit: ApiLimit = "api"): Promise<ApiCaller> {
  const bearer = bearerTokenIn(request.headers.get("authorization"));
  if (!bearer) throw unauthorized("Send a token as Authorization: Bearer …. You create one on your page /me.");
  const address = clientAddressIn(request.headers);
  const caller = isApiToken(bearer) ? await readTokenCaller(bearer, address) : null;
  if (!caller) {
    await limitAddress(request);
    throw unauthorized("This token is unknown, has expired or was revoked. Create a new one on your page /me.");
  }
  noteInRequest({ person: caller.personId });
  const limitHeaders = await limitPerson(caller.personId, limit);
  if (!caller.addressAllowed)
    throw new ApiProblem({ status: 403, detail: "This token may not be used from this address." }, limitHeaders);
  const { token: accessToken, ...person } = caller;
  return { ...person, roles: [...rolesOfToken(person.roles)], bearer, accessToken, delegation: null, limitHeaders };
}

const unauthorized = (detail: string) =>
  new ApiProblem({ status: 401, detail }, { "WWW-Authenticate": 'Bearer realm="windlass"' });

import { cookies } from "next/headers";
import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { settings } from "@/app/_request/settings";
import { groupsFoundCookie, overageCookie } from "@/app/sign-in/group-cookies";
import { beginSignIn, type FlowResponse, finishSignIn } from "@/app/sign-in/oidc-flow";
import { redirectOut } from "@/app/sign-in/redirects";
import { countSignIn } from "@/db/monitoring/process-metrics";
import { isOriginAllowed, originOfHost } from "@/lib/web/origin";

type Context = { params: Promise<{ nextauth: string[] }> };

const notFoundResponse = () => new Response("There is nothing here.", { status: 404 });

/** The target of our sign-in form. */
export const POST = handler(answerPost);

async function answerPost(request: NextRequest, { params }: Context): Promise<Response> {
  if ((await params).nextauth.join("/") !== "signin/oidc") return notFoundResponse();
  const origin = originOfHost(request.headers.get("host"), settings().allowedOrigins);
  if (!origin || !isOriginAllowed(request.headers, settings().allowedOrigins)) return notFoundResponse();
  const returnTo = (await request.formData()).get("return");
  return signInResponse(await beginSignIn(origin, typeof returnTo === "string" ? returnTo : null), origin);
}

/** The redirect URI: the identity provider sends the browser here. */
export const GET = handler(answerToGet);

async function answerToGet(request: NextRequest, { params }: Context): Promise<Response> {
  if ((await params).nextauth.join("/") !== "callback/oidc") return notFoundResponse();
  const origin = originOfHost(request.headers.get("host"), settings().allowedOrigins);
  if (!origin) return notFoundResponse();
  const query = Object.fromEntries(request.nextUrl.searchParams);
  const sent = Object.fromEntries(request.cookies.getAll().map(({ name, value }) => [name, value]));
  const done = await finishSignIn(origin, query, sent);
  await setOrDeleteCookie(overageCookie(), done.overage ? "1" : null);
  await setOrDeleteCookie(groupsFoundCookie(), done.found ? JSON.stringify(done.found) : null);
  return signInResponse(done, origin);
}

async function setOrDeleteCookie(
  { name, options }: ReturnType<typeof overageCookie>,
  value: string | null,
): Promise<void> {
  const jar = await cookies();
  if (value !== null) jar.set(name, value, options);
  else if (jar.has(name)) jar.delete({ name, ...options });
}

function signInResponse({ location, setCookies, outcome }: FlowResponse, origin: string): Response {
  if (outcome !== "begun") countSignIn(outcome);
  const response = redirectOut(location, origin);
  for (const cookie of setCookies) response.headers.append("Set-Cookie", cookie);
  return response;
}

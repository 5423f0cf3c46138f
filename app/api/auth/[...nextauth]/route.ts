import { cookies } from "next/headers";
import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { settings } from "@/app/_request/settings";
import { beginSignIn, type DanceAnswer, finishSignIn } from "@/app/sign-in/dance";
import { foundCookie, overageCookie } from "@/app/sign-in/groups-overage";
import { leaveFor } from "@/app/sign-in/leave";
import { originAllowed, originOfHost } from "@/lib/web/origin";

type Context = { params: Promise<{ nextauth: string[] }> };

const notHere = () => new Response("There is nothing here.", { status: 404 });

/** The target of our sign-in form. */
export const POST = handler(answerPost);

async function answerPost(request: NextRequest, { params }: Context): Promise<Response> {
  if ((await params).nextauth.join("/") !== "signin/oidc") return notHere();
  const origin = originOfHost(request.headers.get("host"), settings().allowedOrigins);
  if (!origin || !originAllowed(request.headers, settings().allowedOrigins)) return notHere();
  const asked = (await request.formData()).get("return");
  return answer(await beginSignIn(origin, typeof asked === "string" ? asked : null), origin);
}

/** The redirect URI: the identity provider sends the browser here. */
export const GET = handler(answerToGet);

async function answerToGet(request: NextRequest, { params }: Context): Promise<Response> {
  if ((await params).nextauth.join("/") !== "callback/oidc") return notHere();
  const origin = originOfHost(request.headers.get("host"), settings().allowedOrigins);
  if (!origin) return notHere();
  const query = Object.fromEntries(request.nextUrl.searchParams);
  const sent = Object.fromEntries(request.cookies.getAll().map(({ name, value }) => [name, value]));
  const done = await finishSignIn(origin, query, sent);
  await remember(overageCookie(), done.overage ? "1" : null);
  await remember(foundCookie(), done.found ? JSON.stringify(done.found) : null);
  return answer(done, origin);
}

async function remember({ name, options }: ReturnType<typeof overageCookie>, value: string | null): Promise<void> {
  const jar = await cookies();
  if (value !== null) jar.set(name, value, options);
  else if (jar.has(name)) jar.delete({ name, ...options });
}

function answer({ location, setCookies }: DanceAnswer, origin: string): Response {
  const response = leaveFor(location, origin);
  for (const cookie of setCookies) response.headers.append("Set-Cookie", cookie);
  return response;
}

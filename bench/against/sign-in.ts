import { elementTree } from "../element-tree";
import { formsIn } from "./forms-in";

/** Signs in as a demo account through the demo provider, as a browser without JavaScript does; returns the session's token. */
export async function signIn(url: string, account: string): Promise<string> {
  const jar = new Map<string, string>();
  const door = await visit(jar, `${url}/sign-in`);
  const [form] = formsIn(elementTree(door.html)).filter(({ action }) => action.includes("/api/auth/"));
  if (!form) throw new Error(`${url}/sign-in has no form to sign in with.`);
  const provider = await visit(jar, new URL(form.action, door.url).href, form.fields);
  const [choice] = formsIn(elementTree(provider.html)).filter(({ buttons }) =>
    buttons.some(({ name, value }) => name === "account" && value === account),
  );
  if (!choice) throw new Error(`The demo provider does not know ${account}.`);
  await visit(jar, new URL(choice.action, provider.url).href, { ...choice.fields, account });
  const token = jar.get("windlass-session");
  if (!token) throw new Error(`Signing in as ${account} ends without a session.`);
  return token;
}

/** Asks, and goes wherever the answers lead, with the cookies that they set. */
async function visit(
  jar: Map<string, string>,
  address: string,
  fields?: Readonly<Record<string, string>>,
): Promise<{ url: string; html: string }> {
  let [url, body] = [address, fields && new URLSearchParams(fields)];
  for (let hops = 0; hops < 20; hops++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { cookie, origin: new URL(url).origin, accept: "text/html" };
    const answer = await fetch(url, { method: body ? "POST" : "GET", body, headers, redirect: "manual" });
    for (const each of answer.headers.getSetCookie()) storeCookie(jar, each);
    const location = answer.headers.get("location");
    if (!location) return { url, html: await answer.text() };
    await answer.body?.cancel();
    [url, body] = [new URL(location, url).href, undefined];
  }
  throw new Error(`${address} leads on for ever.`);
}

function storeCookie(jar: Map<string, string>, cookie: string): void {
  const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
  if (value === "") jar.delete(name);
  else jar.set(name, value);
}

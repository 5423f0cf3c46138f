import { type LoadRequest, send, textOf } from "../load";

/** The compressed kilobytes of the scripts that a page asks for: not those inside it, nor those for browsers without modules. */
export async function scriptKb({ url, token }: LoadRequest): Promise<number> {
  const html = textOf(await send({ url, token }));
  const addresses = new Set(scriptsIn(html).map((source) => new URL(source, url).href));
  const sizes = await Promise.all([...addresses].map(async (address) => (await send({ url: address })).bytes));
  return sizes.reduce((total, size) => total + size, 0) / 1024;
}

/** The addresses of the scripts that a browser fetches for that page. */
export function scriptsIn(html: string): string[] {
  const tags = [...html.matchAll(/<(script|link)\b([^>]*)>/gi)].map(([, tag = "", attributes = ""]) => ({
    tag,
    attributes,
  }));
  return tags.flatMap(({ tag, attributes }) => {
    if (/\bnomodule\b/i.test(attributes)) return [];
    const isModule = tag === "link" && /\brel="modulepreload"/i.test(attributes);
    const source = (isModule ? /\bhref="([^"]*)"/i : tag === "link" ? null : /\bsrc="([^"]*)"/i)?.exec(attributes)?.[1];
    return source ? [source.replaceAll("&amp;", "&")] : [];
  });
}

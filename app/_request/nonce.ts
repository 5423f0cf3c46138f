import { headers } from "next/headers";

/** The word by which this answer's Content-Security-Policy knows the page's own styles, as the proxy passed it on. */
export async function nonce(): Promise<string | undefined> {
  const policy = (await headers()).get("content-security-policy") ?? "";
  return /'nonce-([\w+/=]+)'/.exec(policy)?.[1];
}

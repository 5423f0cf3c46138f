import { headers } from "next/headers";

/** The nonce that the proxy put into this response's Content-Security-Policy. */
export async function nonce(): Promise<string | undefined> {
  const policy = (await headers()).get("content-security-policy") ?? "";
  return /'nonce-([\w+/=]+)'/.exec(policy)?.[1];
}

import { z } from "zod";
import { demoIssuer } from "@/lib/demo-accounts";
import type { Settings } from "@/lib/settings";

const discovered = z.object({ issuer: z.string(), jwks_uri: z.url() });

export type IssuerKeys = { issuer: string; jwksUri: string };

let known: IssuerKeys | undefined;

/** The identity provider's own name and where its keys are, asked of it once. */
export async function issuerKeys({ oidc, idpPort }: Settings): Promise<IssuerKeys> {
  if (!oidc) throw new Error("There is no identity provider.");
  if (idpPort !== null) return { issuer: oidc.issuer, jwksUri: `http://127.0.0.1:${idpPort}/idp/jwks` };
  known ??= await discover(oidc.issuer);
  return known;
}

/** The issuer under which people are kept: the one that signed, but one name for the demo's, whatever port it is on. */
export function issuerOfPeople(signed: string, { idpPort }: Settings): string {
  return idpPort === null ? signed : demoIssuer;
}

async function discover(issuer: string): Promise<IssuerKeys> {
  const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(10_000) });
  const { issuer: name, jwks_uri: jwksUri } = discovered.parse(await answer.json());
  return { issuer: name, jwksUri };
}

import { createHash, randomBytes } from "node:crypto";
import type { Sql } from "postgres";
import type { Role } from "@/lib/rules/roles";

/** Somebody signed in: their id and the token of their session. */
export type SignedIn = { readonly id: number; readonly name: string; readonly token: string };

/** Signs somebody in as the sign-in callback does; the roles replace those they had. */
export async function signIn(signin: Sql, name: string, ...roles: readonly Role[]): Promise<SignedIn> {
  const token = randomBytes(32).toString("base64url");
  const [row] = await signin<{ id: number }[]>`
    select sign_in('test', ${name}, ${name}, ${`${name.replaceAll(" ", ".").toLowerCase()}@test.invalid`}, ${[...roles]}, ${`sid-${name}`}, ${hashOf(token)}) as id`;
  if (!row) throw new Error("sign_in gave no person");
  return { id: row.id, name, token };
}

export const hashOf = (token: string): Buffer => createHash("sha256").update(token).digest();

/** The small cast: two of each, as in the demo, a lead being a reviewer too. */
export async function signInEverybody(signin: Sql) {
  return {
    operator: await signIn(signin, "Operator One", "operator"),
    operator2: await signIn(signin, "Operator Two", "operator"),
    reviewer: await signIn(signin, "Reviewer One", "reviewer"),
    reviewer2: await signIn(signin, "Reviewer Two", "reviewer"),
    lead: await signIn(signin, "Ops Lead One", "ops_lead", "reviewer"),
    lead2: await signIn(signin, "Ops Lead Two", "ops_lead", "reviewer"),
    auditor: await signIn(signin, "Auditor One", "auditor"),
    nobody: await signIn(signin, "Nobody One"),
  };
}

export type Cast = Awaited<ReturnType<typeof signInEverybody>>;

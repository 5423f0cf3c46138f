import type { Sql } from "postgres";
import { newApiToken } from "@/db/api/api-token";
import { hashOf, type SignedIn } from "@/testing/people";
import { takeStep } from "@/testing/steps";

/** A token as a caller: whom it acts for, its secret, and its number. */
export type MadeToken = SignedIn & { readonly tokenId: number };

/** Makes a token for a person: of 30 days, to read, propose and execute, unless `over` says otherwise. */
export async function tokenOf(app: Sql, person: SignedIn, over: object = {}): Promise<MadeToken> {
  const token = newApiToken("person");
  const { event } = await takeStep(app, person, "person", person.id, "make_token", {
    ...{ name: "pipeline", scopes: ["read", "propose", "execute"], expiresAt: daysFromNow(30) },
    ...{ apiToken: hashOf(token).toString("hex"), ...over },
  });
  return { ...person, token, tokenId: event };
}

/** An instant so many days from now. */
export const daysFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

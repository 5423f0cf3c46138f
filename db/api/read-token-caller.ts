import { z } from "zod";
import { appSql } from "@/db/connection/client";
import { noteReferenceMoment } from "@/db/connection/reference-data";
import { sha256 } from "@/db/connection/sha256";
import { roles } from "@/lib/rules/roles";
import { tokenKinds, tokenScopes } from "@/lib/tokens/token-scopes";

const ids = z.array(z.number()).nullable();
const tokenCaller = z.object({
  personId: z.number(),
  name: z.string(),
  email: z.string().nullable(),
  roles: z.array(z.enum(roles)),
  /** Other accounts that count as theirs for separation of duties. */
  accounts: z.array(z.number()),
  timezone: z.string().nullable(),
  /** The database's time of the query. */
  now: z.coerce.date(),
  referenceVersion: z.number(),
  /** Whether the token may be used from where the request comes. */
  addressAllowed: z.boolean(),
  token: z.object({
    id: z.number(),
    name: z.string(),
    kind: z.enum(tokenKinds),
    /** The name of its service account; null for a token of the person themselves. */
    account: z.string().nullable(),
    scopes: z.array(z.enum(tokenScopes)),
    /** The clients and systems to which it is limited; null where there is no limit. */
    clientIds: ids,
    systemIds: ids,
    networks: z.string().nullable(),
    expiresAt: z.string(),
  }),
});

type TokenCaller = Omit<z.infer<typeof tokenCaller>, "referenceVersion">;

/**
 * For whom a token acts, with the roles held now; null when it is unknown, revoked or over, or its person lost every role.
 * `address` is where the request comes from; null where there is none, and the token is only looked at. What this process keeps in memory is valid for the version that is read along.
 */
export async function readTokenCaller(token: string, address: string | null): Promise<TokenCaller | null> {
  const [row] = await appSql()<{ caller: unknown }[]>`select resolve_api_token(${sha256(token)}, ${address}) as caller`;
  if (!row?.caller) return null;
  const { referenceVersion: version, ...caller } = tokenCaller.parse(row.caller);
  noteReferenceMoment({ version, now: caller.now });
  return caller;
}

import { z } from "zod";
import { appSql } from "@/db/connection/client";
import { noteReferenceMoment } from "@/db/connection/reference-data";
import { isStep } from "@/lib/rules/labels";
import { recordTypes } from "@/lib/rules/record";
import { roles } from "@/lib/rules/roles";
import { tokenHash } from "./session-token";

const delegator = z.object({ id: z.number(), roles: z.array(z.enum(roles)), accounts: z.array(z.number()) });
const liveSession = z
  .object({
    session_id: z.coerce.number(),
    person_id: z.coerce.number(),
    name: z.string(),
    email: z.string().nullable(),
    roles: z.array(z.enum(roles)),
    created_at: z.date(),
    timezone: z.string().nullable(),
    delegation: z
      .object({ id: z.number(), delegator: z.string(), until: z.string(), delegators: z.array(delegator) })
      .nullable(),
    last_step: z
      .object({ step: z.string().refine(isStep), subject: z.enum(recordTypes), id: z.number() })
      .nullable()
      .catch(null),
    accounts: z.array(z.number()),
    now: z.date(),
    reference_version: z.coerce.number(),
  })
  .transform((row) => ({
    sessionId: row.session_id,
    personId: row.person_id,
    name: row.name,
    email: row.email,
    roles: row.roles,
    createdAt: row.created_at,
    timezone: row.timezone,
    /** The active delegation to them, its end (ISO, UTC), and all their delegators; null where there is none. */
    delegation: row.delegation,
    /** The step that they took within the last two minutes, for the confirmation; null where there is none. */
    lastStep: row.last_step,
    /** Other accounts that count as theirs for separation of duties. */
    accounts: row.accounts,
    /** The database's time of the query. */
    now: row.now,
    referenceVersion: row.reference_version,
  }));

export type LiveSession = Omit<z.infer<typeof liveSession>, "referenceVersion">;

/**
 * Whose live session a token opens, with the roles held now; null when it is ended, idle too long or unknown. What this process
 * keeps in memory is valid for the version that is read along.
 */
export async function readSession(token: string): Promise<LiveSession | null> {
  const [row] = await appSql()`select * from resolve_session(${tokenHash(token)})`;
  if (!row) return null;
  const { referenceVersion: version, ...session } = liveSession.parse(row);
  noteReferenceMoment({ version, now: session.now });
  return session;
}

/** Ends the token's session. */
export async function signOut(token: string): Promise<void> {
  await appSql()`select sign_out(${tokenHash(token)})`;
}

/** The tokens with a live session of somebody who holds a role. Does not extend the sessions. */
export async function filterLiveTokens(tokens: readonly string[]): Promise<ReadonlySet<string>> {
  const byHash = new Map(tokens.map((token) => [tokenHash(token).toString("hex"), token]));
  const rows = await appSql()<{ hash: string }[]>`
    select encode(token, 'hex') as hash
    from filter_live_tokens((select array_agg(decode(hash, 'hex')) from unnest(${[...byHash.keys()]}::text[]) hash)) token`;
  return new Set(rows.flatMap(({ hash }) => byHash.get(hash) ?? []));
}

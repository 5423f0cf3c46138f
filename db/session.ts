import { z } from "zod";
import { roles } from "@/lib/roles";
import { appSql } from "./client";
import { hashOf } from "./session-token";

const liveSession = z
  .object({
    session_id: z.coerce.number(),
    person_id: z.coerce.number(),
    name: z.string(),
    email: z.string().nullable(),
    roles: z.array(z.enum(roles)),
    created_at: z.date(),
    timezone: z.string().nullable(),
    delegation: z.object({ id: z.number(), lender: z.string(), until: z.string() }).nullable(),
    now: z.date(),
  })
  .transform((row) => ({
    sessionId: row.session_id,
    personId: row.person_id,
    name: row.name,
    email: row.email,
    roles: row.roles,
    since: row.created_at,
    timezone: row.timezone,
    /** Under which they act for an operations lead now, whose it is and until when (ISO, UTC); null where none runs. */
    delegation: row.delegation,
    /** The clock of the database when it was asked. */
    now: row.now,
  }));

export type LiveSession = z.infer<typeof liveSession>;

/** Whose live session a token opens, with the roles held now; null when it is ended, idle too long or unknown. */
export async function signedIn(token: string): Promise<LiveSession | null> {
  const [row] = await appSql()`select * from signed_in(${hashOf(token)})`;
  return row ? liveSession.parse(row) : null;
}

/** Ends the token's session. */
export async function signOut(token: string): Promise<void> {
  await appSql()`select sign_out(${hashOf(token)})`;
}

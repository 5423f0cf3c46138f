import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";

/** What the database keeps of a token, and what it compares a post by. */
export const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Names the caller to the triggers for the rest of the transaction: they find the person by the token's hash. */
export const asCaller = (token: string) => sql`select set_config('windlass.session', ${token}, true)`;

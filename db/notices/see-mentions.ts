import { sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { sha256 } from "@/db/connection/sha256";
import { runQuery } from "@/db/connection/typed-sql";

/** Takes the notes of that change that name the person of `token` off their front page. */
export async function seeMentions(token: string, changeId: number): Promise<void> {
  await runQuery(() => appDb().execute(sql`select see_mentions(${sha256(token)}, ${changeId})`));
}

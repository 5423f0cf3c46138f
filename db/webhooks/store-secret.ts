import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { sha256 } from "@/db/connection/sha256";
import { queryRows, runQuery, typedSql } from "@/db/connection/typed-sql";
import { webhooks } from "@/db/schema/webhooks";

const storedSql = typedSql({ hash: z.string() });

/**
 * Stores an address or a signing key of at most 2,000 characters for a step that the person of `token` takes next, and returns the
 * hash by which the step names it. Refuses whoever may not add webhooks. Pages cannot read it back.
 */
export async function storeWebhookSecret(token: string, secret: string): Promise<string> {
  const [row] = await queryRows(appDb(), storedSql`select store_webhook_secret(${sha256(token)}, ${secret}) as hash`);
  if (!row) throw new Error("The database returned no hash.");
  return row.hash;
}

/** Whether a webhook signs with the key of that hash. */
export async function isSigningKey(hash: string): Promise<boolean> {
  const [found] = await runQuery(() =>
    appDb()
      .select({ id: webhooks.id })
      .from(webhooks)
      .where(eq(webhooks.signingKey, sql`decode(${hash}, 'hex')`))
      .limit(1),
  );
  return found !== undefined;
}

import { type SQL, sql } from "drizzle-orm";

/** The text with that id, null where it was redacted: what SQL's `text_body` returns, inlined (see `iso-instant.ts`). */
export const textBody = (id: string): SQL => sql.raw(`(select body.text from texts body where body.id = ${id})`);

/** The same, with `instead` where it was redacted; null where there is no such text. */
export const textBodyOr = (id: string, instead: string): SQL =>
  sql`(select coalesce(body.text, ${instead}) from texts body where body.id = ${sql.raw(id)})`;

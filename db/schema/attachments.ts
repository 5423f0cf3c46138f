import { pgTable } from "drizzle-orm/pg-core";
import { bigintNumber, bytea } from "@/db/connection/columns";
import { texts } from "./events";

/**
 * The bytes of attached files. The text of the same number says name, type, size and SHA-256, and its event holds the salted
 * hash of that text: so that the ledger covers the file, and one redaction takes both.
 */
export const attachments = pgTable("attachments", {
  textId: bigintNumber("text_id")
    .primaryKey()
    .references(() => texts.id),
  /** Null once the text was redacted. */
  content: bytea("content"),
});

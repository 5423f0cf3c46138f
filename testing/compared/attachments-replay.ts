import type { ReplayedTable } from "./replayed-table";

/** Attached files: the text that their event holds the hash of says the SHA-256 of their bytes. A redacted one has none. */
export const attachmentsReplay: readonly ReplayedTable[] = [
  {
    table: "attachments",
    key: "text_id",
    stored: "select text_id, encode(sha256(content), 'hex') as hash from attachments",
    replayed:
      "select t.id as text_id, substring(t.text from '[0-9a-f]{64}$') as hash from texts t where t.field = 'attachments'",
    coveredColumns: ["content"],
  },
];

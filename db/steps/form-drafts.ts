import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { sha256 } from "@/db/connection/sha256";
import { queryRows, typedSql } from "@/db/connection/typed-sql";

const storedDraftSql = typedSql({ id: z.string().nullable() });
const draftSql = typedSql({ path: z.string(), encrypted_form: z.instanceof(Buffer) });

/** Saves an encrypted form for a day for the person of `token`, whose session may have expired but was not revoked. Null: not saved. */
export async function storeFormDraft(token: string, path: string, encryptedForm: Buffer): Promise<string | null> {
  const [row] = await queryRows(
    appDb(),
    storedDraftSql`select store_form_draft(${sha256(token)}, ${path}, ${encryptedForm}) as id`,
  );
  return row?.id ?? null;
}

/** The encrypted form `id` if it was saved for `path` and for the person of the live session of `token`. */
export async function readFormDraft(token: string, id: string, path: string): Promise<Buffer | null> {
  const [row] = await queryRows(
    appDb(),
    draftSql`select path, encrypted_form from read_form_draft(${sha256(token)}, ${id})`,
  );
  return row && row.path === path ? row.encrypted_form : null;
}

/** Deletes the draft while reading it: for one-time secrets. */
export async function consumeFormDraft(token: string, id: string, path: string): Promise<Buffer | null> {
  const [row] = await queryRows(
    appDb(),
    draftSql`select path, encrypted_form from consume_form_draft(${sha256(token)}, ${id})`,
  );
  return row && row.path === path ? row.encrypted_form : null;
}

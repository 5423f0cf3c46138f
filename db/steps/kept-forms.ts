import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { rowsOf, sqlWith } from "@/db/connection/rows";
import { sha256 } from "@/db/connection/sha256";

const formKeptSql = sqlWith({ id: z.string().nullable() });
const sealedFormSql = sqlWith({ path: z.string(), sealed: z.instanceof(Buffer) });

/** Saves an encrypted form for a day for the person of `token`, whose session may have expired but was not revoked. Null: not saved. */
export async function keepForm(token: string, path: string, sealed: Buffer): Promise<string | null> {
  const [row] = await rowsOf(appDb(), formKeptSql`select keep_form(${sha256(token)}, ${path}, ${sealed}) as id`);
  return row?.id ?? null;
}

/** The encrypted form `id` if it was saved for `path` and for the person of the live session of `token`. */
export async function keptForm(token: string, id: string, path: string): Promise<Buffer | null> {
  const [row] = await rowsOf(appDb(), sealedFormSql`select path, sealed from kept_form(${sha256(token)}, ${id})`);
  return row && row.path === path ? row.sealed : null;
}

/** Deletes the draft while reading it: for one-time secrets. */
export async function spendKeptForm(token: string, id: string, path: string): Promise<Buffer | null> {
  const [row] = await rowsOf(appDb(), sealedFormSql`select path, sealed from spend_kept_form(${sha256(token)}, ${id})`);
  return row && row.path === path ? row.sealed : null;
}

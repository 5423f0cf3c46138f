import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import { z } from "zod";
import { settings } from "@/app/_request/settings";
import { DatabaseError } from "@/db/connection/database-error";
import { consumeFormDraft, readFormDraft, storeFormDraft } from "@/db/steps/form-drafts";
import { type Clause, clauses } from "@/lib/rules/clauses";
import { readMemoryDraft, storeMemoryDraft } from "./memory-drafts";

/** Why a form that names an uploaded file comes back without it. */
export const uploadExpired = "Uploaded files expire after a day, and this one has expired. Choose it again.";

const clauseIds = Object.keys(clauses).filter((id): id is Clause => id in clauses);
const formDraftSchema = z.object({
  step: z.string(),
  /** The record, on pages with several forms of one step. */
  id: z.number().optional(),
  typed: z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly()])),
  errors: z.record(z.string(), z.string()),
  sentence: z.string(),
  clause: z.enum(clauseIds).optional(),
  /** After a database failure: the form's key and step number, so that sending it again counts once. */
  again: z.object({ key: z.uuid(), seq: z.number().optional() }).optional(),
});

/** A form that was not performed, with what was typed and why. */
export type FormDraft = z.infer<typeof formDraftSchema>;
export type LoadedFormDraft = FormDraft & { readonly occasion: string };

/**
 * Saves a sealed draft for a day; returns the path that restores it and says whether the form was refused. While the database
 * cannot save it, this process holds it.
 */
export async function storeDraft(token: string, path: string, form: FormDraft): Promise<string> {
  const sealed = await seal(path, JSON.stringify(form));
  const id = await storeFormDraft(token, path, sealed).catch((error: unknown) => {
    if (error instanceof DatabaseError) return storeMemoryDraft(token, path, sealed);
    throw error;
  });
  return id ? `${path}?kept=${id}${isRefusedDraft(form) ? "&error=1" : ""}` : path;
}

/** The same in place of the draft `replaced`, if that is one. */
export async function replaceDraft(token: string, path: string, form: FormDraft, replaced: string): Promise<string> {
  if (z.uuid().safeParse(replaced).success) await consumeFormDraft(token, replaced, path);
  return storeDraft(token, path, form);
}

/** False when the form only asked for another row. */
export const isRefusedDraft = ({ sentence, errors }: Pick<FormDraft, "sentence" | "errors">): boolean =>
  sentence !== "" || Object.keys(errors).length > 0;

/** Null also when the draft was sealed with an older secret. */
export async function restoreDraft(
  token: string,
  path: string,
  id: string | undefined,
): Promise<LoadedFormDraft | null> {
  if (id === undefined || !z.uuid().safeParse(id).success) return null;
  const sealed = readMemoryDraft(token, id, path) ?? (await readFormDraft(token, id, path));
  const found = sealed && (await openDraft(path, sealed));
  return found && { ...found, occasion: id };
}

/** Returns the path that shows the text once, to its person only. */
export async function storeOneTimeSecret(token: string, path: string, text: string): Promise<string> {
  const id = await storeFormDraft(token, path, await seal(`${path} once`, text));
  return id ? `${path}?shown=${id}` : path;
}

/** Reading it deletes it; null afterwards. */
export async function takeOneTimeSecret(token: string, path: string, id: string | undefined): Promise<string | null> {
  if (id === undefined || !z.uuid().safeParse(id).success) return null;
  const sealed = await consumeFormDraft(token, id, path);
  try {
    return sealed && (await unseal(`${path} once`, sealed));
  } catch {
    return null;
  }
}

async function openDraft(path: string, sealed: Buffer): Promise<FormDraft | null> {
  try {
    return formDraftSchema.parse(JSON.parse(await unseal(path, sealed)));
  } catch {
    return null;
  }
}

const sealKey = () => Buffer.from(hkdfSync("sha256", settings().authSecret ?? "", "", "windlass kept forms", 32));

// Drafts are limited per person. An uploaded file is text, which compresses well.
const [deflate, inflate] = [promisify(deflateRaw), promisify(inflateRaw)];

async function seal(path: string, text: string): Promise<Buffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", sealKey(), nonce).setAAD(Buffer.from(path));
  return Buffer.concat([nonce, cipher.update(await deflate(text)), cipher.final(), cipher.getAuthTag()]);
}

async function unseal(path: string, sealed: Buffer): Promise<string> {
  const decipher = createDecipheriv("aes-256-gcm", sealKey(), sealed.subarray(0, 12)).setAAD(Buffer.from(path));
  decipher.setAuthTag(sealed.subarray(-16));
  return (await inflate(Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]))).toString("utf8");
}

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import { z } from "zod";
import { settings } from "@/app/_request/settings";
import { DatabaseError } from "@/db/connection/database-error";
import { keepForm, keptForm, spendKeptForm } from "@/db/steps/kept-forms";
import { type Clause, clauses } from "@/lib/rules/clauses";
import { heldForm, holdForm } from "./held-forms";

/** Why a form that names an uploaded file comes back without it. */
export const uploadExpired = "Uploaded files are kept for a day, and this one has expired. Choose it again.";

const clauseIds = Object.keys(clauses).filter((id): id is Clause => id in clauses);
const kept = z.object({
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
export type Kept = z.infer<typeof kept>;
export type Found = Kept & { readonly occasion: string };

/**
 * Saves a sealed draft for a day; returns the path that restores it and says whether the form was refused. While the database
 * cannot save it, this process holds it.
 */
export async function keep(token: string, path: string, form: Kept): Promise<string> {
  const sealed = await seal(path, JSON.stringify(form));
  const id = await keepForm(token, path, sealed).catch((error: unknown) => {
    if (error instanceof DatabaseError) return holdForm(token, path, sealed);
    throw error;
  });
  return id ? `${path}?kept=${id}${isRefused(form) ? "&error=1" : ""}` : path;
}

/** False when the form only asked for another row. */
export const isRefused = ({ sentence, errors }: Pick<Kept, "sentence" | "errors">): boolean =>
  sentence !== "" || Object.keys(errors).length > 0;

/** Null also when the draft was sealed with an older secret. */
export async function keptFor(token: string, path: string, id: string | undefined): Promise<Found | null> {
  if (id === undefined || !z.uuid().safeParse(id).success) return null;
  const sealed = heldForm(token, id, path) ?? (await keptForm(token, id, path));
  const found = sealed && (await opened(path, sealed));
  return found && { ...found, occasion: id };
}

/** Returns the path that shows the text once, to its person only. */
export async function keepOnce(token: string, path: string, text: string): Promise<string> {
  const id = await keepForm(token, path, await seal(`${path} once`, text));
  return id ? `${path}?shown=${id}` : path;
}

/** Reading it deletes it; null afterwards. */
export async function shownOnce(token: string, path: string, id: string | undefined): Promise<string | null> {
  if (id === undefined || !z.uuid().safeParse(id).success) return null;
  const sealed = await spendKeptForm(token, id, path);
  try {
    return sealed && (await unseal(`${path} once`, sealed));
  } catch {
    return null;
  }
}

async function opened(path: string, sealed: Buffer): Promise<Kept | null> {
  try {
    return kept.parse(JSON.parse(await unseal(path, sealed)));
  } catch {
    return null;
  }
}

const key = () => Buffer.from(hkdfSync("sha256", settings().authSecret ?? "", "", "windlass kept forms", 32));

// Drafts are limited per person. An uploaded file is text, which compresses well.
const [packed, unpacked] = [promisify(deflateRaw), promisify(inflateRaw)];

async function seal(path: string, text: string): Promise<Buffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key(), nonce).setAAD(Buffer.from(path));
  return Buffer.concat([nonce, cipher.update(await packed(text)), cipher.final(), cipher.getAuthTag()]);
}

async function unseal(path: string, sealed: Buffer): Promise<string> {
  const opener = createDecipheriv("aes-256-gcm", key(), sealed.subarray(0, 12)).setAAD(Buffer.from(path));
  opener.setAuthTag(sealed.subarray(-16));
  return (await unpacked(Buffer.concat([opener.update(sealed.subarray(12, -16)), opener.final()]))).toString("utf8");
}

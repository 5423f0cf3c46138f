import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import { z } from "zod";
import { settings } from "@/app/_request/settings";
import { DatabaseError } from "@/db/connection/database-error";
import { keepForm, keptForm, spendKeptForm } from "@/db/steps/kept-forms";
import { type Clause, clauses } from "@/lib/rules/clauses";
import { heldForm, holdForm } from "./held-forms";

const clauseIds = Object.keys(clauses).filter((id): id is Clause => id in clauses);
const kept = z.object({
  step: z.string(),
  /** Of which record the form was, where a page has several of one step. */
  id: z.number().optional(),
  typed: z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly()])),
  errors: z.record(z.string(), z.string()),
  sentence: z.string(),
  clause: z.enum(clauseIds).optional(),
  /** Where the database failed: the form's own key and the step at which its record was read, so that it counts once. */
  again: z.object({ key: z.uuid(), seq: z.number().optional() }).optional(),
});

/** A form that was not performed: what was typed into it, and why not. */
export type Kept = z.infer<typeof kept>;
/** The same as it is read again, with what tells it from every other. */
export type Found = Kept & { readonly occasion: string };

/**
 * Seals a form and keeps it for its person for a day; returns the path on which they find it again, which says whether it
 * was refused. While the database takes nothing, this process holds it.
 */
export async function keep(token: string, path: string, form: Kept): Promise<string> {
  const sealed = await seal(path, JSON.stringify(form));
  const id = await keepForm(token, path, sealed).catch((error: unknown) => {
    if (error instanceof DatabaseError) return holdForm(token, path, sealed);
    throw error;
  });
  return id ? `${path}?kept=${id}${isRefused(form) ? "&error=1" : ""}` : path;
}

/** Whether a form was kept because something was wrong with it; else it only asked for more room. */
export const isRefused = ({ sentence, errors }: Pick<Kept, "sentence" | "errors">): boolean =>
  sentence !== "" || Object.keys(errors).length > 0;

/** The form that was kept for this person and this path, or null; also when it was sealed with a secret that is gone. */
export async function keptFor(token: string, path: string, id: string | undefined): Promise<Found | null> {
  if (id === undefined || !z.uuid().safeParse(id).success) return null;
  const sealed = heldForm(token, id, path) ?? (await keptForm(token, id, path));
  const found = sealed && (await opened(path, sealed));
  return found && { ...found, occasion: id };
}

/** Seals what is shown once; returns the path on which its person, and only the first look, finds it. */
export async function keepOnce(token: string, path: string, text: string): Promise<string> {
  const id = await keepForm(token, path, await seal(`${path} once`, text));
  return id ? `${path}?shown=${id}` : path;
}

/** What was kept to be shown once to this person on this path: forgotten with this reading. Null afterwards. */
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

// What is kept for one person is bounded, and a file is text: it takes a fraction of its place.
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

import { promisify } from "node:util";
import { deflateRaw } from "node:zlib";
import { z } from "zod";
import { runInSlices } from "@/app/_request/run-in-slices";
import { type FormDraft, replaceDraft, restoreDraft, storeDraft } from "@/app/_steps/form-draft";
import { importedFieldNames } from "@/lib/imports/imported-fields";
import { dateOrders } from "@/lib/imports/parse-moment";
import { type PastFile, parsePastFile } from "@/lib/imports/parse-past-file";
import { type ReadPast, readPast } from "@/lib/imports/read-past";
import { sourceSystemIds } from "@/lib/imports/source-systems";
import { encodings } from "@/lib/text/decode-text";

export const importPastPath = "/imports/new";

const readingSchema = z.object({
  mapping: z.partialRecord(z.enum(importedFieldNames), z.string()).readonly(),
  dateOrder: z.enum(dateOrders),
  zone: z.string(),
  /** The rows with a credential in a column that is read. */
  withCredentials: z.array(z.number()).readonly(),
});

const uploadSchema = z.object({
  source: z.enum(sourceSystemIds),
  /** What the system is called: its own name, or the one that was typed for another. */
  sourceName: z.string(),
  title: z.string(),
  text: z.string(),
  encoding: z.enum(encodings),
  fileHash: z.string(),
  reading: readingSchema,
});

/** An uploaded export and how it is read, saved for its person until it is imported. */
type PastUpload = z.infer<typeof uploadSchema>;
export type PastReading = PastUpload["reading"];

/** The largest compressed file: a person's saved forms may have 2 MB together, of which the rest is left to others. */
const maxCompressedBytes = 1_800_000;
const deflate = promisify(deflateRaw);

/** Whether a file of that text can be saved until it is imported. */
export const fitsInDraft = async (text: string): Promise<boolean> => (await deflate(text)).length <= maxCompressedBytes;

/** Returns the path of the mapping, in place of the upload `replaced`. */
export const savePastUpload = (token: string, upload: PastUpload, replaced = ""): Promise<string> =>
  replaceDraft(token, importPastPath, { ...emptyDraft, typed: { upload: JSON.stringify(upload) } }, replaced);

/** Saves why a file could not be read; returns the path of the page that says so. */
export const savePastUploadError = (token: string, sentence: string): Promise<string> =>
  storeDraft(token, importPastPath, { ...emptyDraft, errors: { file: sentence } });

const emptyDraft = { step: "import_past", typed: {}, errors: {}, sentence: "" };

type LoadedUpload = { readonly id: string; readonly upload: PastUpload };

/** The uploaded file that the draft holds or refers to; null when there is none or a day has passed. */
export async function loadPastUpload(
  token: string,
  formDraft: FormDraft | null,
  id: string,
): Promise<LoadedUpload | null> {
  if (formDraft?.typed.upload) return parseUpload(id, formDraft);
  const about = String(formDraft?.typed.file ?? "");
  const uploadDraft = about ? await restoreDraft(token, importPastPath, about) : null;
  return uploadDraft && parseUpload(about, uploadDraft);
}

/** The file and its rows as they would be imported. */
export async function readUpload({ text, reading }: PastUpload): Promise<{ file: PastFile; read: ReadPast } | null> {
  const file = await runInSlices(parsePastFile(text));
  if (!file.ok) return null;
  return { file, read: await runInSlices(readPast(file, reading, new Set(reading.withCredentials))) };
}

function parseUpload(id: string, { typed }: FormDraft): LoadedUpload | null {
  try {
    return { id, upload: uploadSchema.parse(JSON.parse(String(typed.upload))) };
  } catch {
    return null;
  }
}

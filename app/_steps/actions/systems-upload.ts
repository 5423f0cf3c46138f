import { z } from "zod";
import { runInSlices } from "@/app/_request/run-in-slices";
import type { SessionUser } from "@/app/_request/session";
import { type FormDraft, restoreDraft, storeDraft } from "@/app/_steps/form-draft";
import { readRegister } from "@/db/systems/import-systems";
import { type ImportPlan, type PlannedStep, planImport } from "@/lib/systems/import-plan";
import { parseSystemsFile } from "@/lib/systems/parse-systems-file";
import { type Encoding, encodingByName } from "@/lib/text/decode-text";

export const importPath = "/systems";

/** An uploaded file, saved for its person until it is imported. Its days are read in `zone`. */
type SystemsUpload = {
  readonly title: string;
  readonly text: string;
  readonly zone: string;
  readonly encoding: Encoding;
};

/** Returns the path of the preview. */
export const saveSystemsUpload = (token: string, { title, text, zone, encoding }: SystemsUpload): Promise<string> =>
  storeDraft(token, importPath, { ...emptyDraft, typed: { how: "import", title, text, zone, encoding } });

/** Saves why a file could not be read; returns the path of the page that says so. */
export const saveSystemsUploadError = (token: string, sentence: string): Promise<string> =>
  storeDraft(token, importPath, { ...emptyDraft, typed: { how: "import" }, errors: { file: sentence } });

/** Returns the path of the page with the result of each row. */
export const saveImportReport = (token: string, report: ImportReport): Promise<string> =>
  storeDraft(token, importPath, { ...emptyDraft, typed: { how: "import", report: JSON.stringify(report) } });

const emptyDraft = { step: "register", errors: {}, sentence: "" };

export const isImportDraft = (formDraft: FormDraft | null): boolean => formDraft?.typed.how === "import";

const importReportSchema = z.object({
  title: z.string(),
  /** How many rows were registered, amended, found unchanged and not taken. */
  counts: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** One line for each row of the file. */
  rows: z.string(),
});
export type ImportReport = z.infer<typeof importReportSchema>;

export function importReportFrom(formDraft: FormDraft | null): ImportReport | null {
  try {
    return formDraft?.typed.report ? importReportSchema.parse(JSON.parse(String(formDraft.typed.report))) : null;
  } catch {
    return null;
  }
}

export type PlannedUpload = {
  readonly id: string;
  readonly title: string;
  readonly encoding: Encoding;
  readonly plan: ImportPlan;
};

/** The uploaded file with what it would do to the register as it is now; null when it is gone. */
export async function loadSystemsUpload(
  formDraft: FormDraft | null,
  id: string,
  person: SessionUser,
): Promise<PlannedUpload | null> {
  if (formDraft?.typed.text) return planUpload(id, formDraft);
  const about = String(formDraft?.typed.file ?? "");
  const uploadDraft = about ? await restoreDraft(person.token, importPath, about) : null;
  return uploadDraft?.typed.text ? planUpload(about, uploadDraft) : null;
}

async function planUpload(
  id: string,
  { typed: { title, text, zone, encoding } }: FormDraft,
): Promise<PlannedUpload | null> {
  const file = await runInSlices(parseSystemsFile(String(text), String(zone)));
  if (!file.ok) return null;
  const names = file.rows.flatMap(({ name, client }) => [name, client]);
  return {
    id,
    title: String(title),
    encoding: encodingByName(String(encoding)),
    plan: planImport(file, await readRegister(names)),
  };
}

export const plannedSteps = ({ additions, changes }: ImportPlan): readonly PlannedStep[] =>
  [...additions, ...changes].flatMap(({ step }) => (step ? [step] : []));

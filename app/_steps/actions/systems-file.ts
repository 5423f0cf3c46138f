import { z } from "zod";
import { inTurns } from "@/app/_request/in-turns";
import type { Person } from "@/app/_request/session";
import { type Kept, keep, keptFor } from "@/app/_steps/kept";
import { readRegister } from "@/db/systems/import-systems";
import { type PlannedStep, planOf, type SystemsPlan } from "@/lib/systems/import-plan";
import { readingSystemsFile } from "@/lib/systems/systems-file";
import { type Encoding, encodingNamed } from "@/lib/text/file-text";

export const importPath = "/systems";

/** An uploaded file, saved for its person until it is imported. Its days are read in `zone`. */
type SentFile = {
  readonly title: string;
  readonly text: string;
  readonly zone: string;
  readonly encoding: Encoding;
};

/** Returns the path of the preview. */
export const keepFile = (token: string, { title, text, zone, encoding }: SentFile): Promise<string> =>
  keep(token, importPath, { ...nothingWrong, typed: { how: "import", title, text, zone, encoding } });

/** Saves why a file could not be read; returns the path of the page that says so. */
export const keepUnread = (token: string, sentence: string): Promise<string> =>
  keep(token, importPath, { ...nothingWrong, typed: { how: "import" }, errors: { file: sentence } });

/** Returns the path of the page with the result of each row. */
export const keepReport = (token: string, report: ImportReport): Promise<string> =>
  keep(token, importPath, { ...nothingWrong, typed: { how: "import", report: JSON.stringify(report) } });

const nothingWrong = { step: "register", errors: {}, sentence: "" };

export const isImport = (kept: Kept | null): boolean => kept?.typed.how === "import";

const reported = z.object({
  title: z.string(),
  /** How many rows were registered, amended, found unchanged and not taken. */
  counts: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** One line for each row of the file. */
  rows: z.string(),
});
export type ImportReport = z.infer<typeof reported>;

export function reportIn(kept: Kept | null): ImportReport | null {
  try {
    return kept?.typed.report ? reported.parse(JSON.parse(String(kept.typed.report))) : null;
  } catch {
    return null;
  }
}

export type FoundFile = {
  readonly id: string;
  readonly title: string;
  readonly encoding: Encoding;
  readonly plan: SystemsPlan;
};

/** The uploaded file with what it would do to the register as it is now; null when it is gone. */
export async function fileOf(kept: Kept | null, id: string, person: Person): Promise<FoundFile | null> {
  if (kept?.typed.text) return planned(id, kept);
  const about = String(kept?.typed.file ?? "");
  const first = about ? await keptFor(person.token, importPath, about) : null;
  return first?.typed.text ? planned(about, first) : null;
}

async function planned(id: string, { typed: { title, text, zone, encoding } }: Kept): Promise<FoundFile | null> {
  const file = await inTurns(readingSystemsFile(String(text), String(zone)));
  if (!file.ok) return null;
  const names = file.rows.flatMap(({ name, client }) => [name, client]);
  return {
    id,
    title: String(title),
    encoding: encodingNamed(String(encoding)),
    plan: planOf(file, await readRegister(names)),
  };
}

export const stepsOf = ({ registers, amends }: SystemsPlan): readonly PlannedStep[] =>
  [...registers, ...amends].flatMap(({ step }) => (step ? [step] : []));

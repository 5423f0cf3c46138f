import type { Person } from "@/app/_request/session";
import { uploadExpired } from "@/app/_steps/kept";
import { saidByDatabase } from "@/app/_steps/said-by-database";
import type { Outcome, Sent } from "@/app/_steps/sent";
import { asJudged } from "@/app/_steps/subject-of";
import { digest } from "@/db/connection/digest";
import { sha256 } from "@/db/connection/sha256";
import { readStaff } from "@/db/people/read-people";
import { recordRefusal } from "@/db/steps/perform";
import { importSystems as perform } from "@/db/systems/import-systems";
import { whoRegisters } from "@/lib/refusals/who-makes";
import type { Clause } from "@/lib/rules/clauses";
import { mayRegister } from "@/lib/rules/may-make";
import { rowLines } from "@/lib/systems/import-report";
import { fileOf, importPath, keepReport, stepsOf } from "./systems-file";

/** Where the database refuses a row, the rows before it stay imported, and the message says so. */
export async function importSystems(sent: Sent, person: Person): Promise<Outcome> {
  if (!mayRegister(asJudged(person))) return refused(person, whoRegisters(await readStaff()));
  const { file = "", seen = "" } = sent.typed;
  const found = await fileOf({ ...nothing, typed: sent.typed }, String(file), person);
  if (!found) return { back: { errors: { file: uploadExpired }, sentence: "" } };
  const { plan, title } = found;
  const steps = stepsOf(plan);
  const hash = sha256(`${file} ${seen}`);
  const isSeen = digest(JSON.stringify(steps)) === seen;
  // An import is idempotent: the same form posted again gets its first response.
  const performed = await perform(person.token, { key: sent.envelope.key, hash, steps: isSeen ? steps : [] });
  if (!performed.ok) {
    if (performed.because === "signed_out")
      return { to: `/sign-in?reason=ended&return=${encodeURIComponent(importPath)}` };
    const { because, taken } = performed;
    const why = saidByDatabase(performed, "register", person);
    const said = taken > 0 ? `${soFar(taken, steps.length)} ${why}` : why;
    return because === "trouble" ? { back: { errors: {}, sentence: said } } : refused(person, said);
  }
  const { registered, amended } = performed;
  if (!isSeen && registered + amended === 0)
    return {
      back: {
        errors: {},
        sentence: "The register changed after this preview. Below is what the file would do now.",
      },
    };
  const counts: [number, number, number, number] = [registered, amended, plan.unchanged.length, plan.wrong.length];
  return { to: `${await keepReport(person.token, { title, counts, rows: rowLines(plan, true) })}#import` };
}

const soFar = (taken: number, all: number) =>
  `${taken} of the ${all} rows were imported before the import stopped. The rest is below.`;

const nothing = { step: "register", errors: {}, sentence: "" };
const clause: Clause = "scope";

async function refused({ token }: Person, sentence: string): Promise<Outcome> {
  await recordRefusal(token, { step: "register", subject: "system", id: null, sentence, clause });
  return { back: { errors: {}, sentence, clause } };
}

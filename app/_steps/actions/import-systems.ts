import type { SessionUser } from "@/app/_request/session";
import { databaseRefusalMessage } from "@/app/_steps/database-refusal-message";
import { uploadExpired } from "@/app/_steps/form-draft";
import type { PostedForm, PostOutcome } from "@/app/_steps/posted-form";
import { toActor } from "@/app/_steps/record-state";
import { refuseImport } from "@/app/_steps/refuse";
import { sha256 } from "@/db/connection/sha256";
import { sha256Hex } from "@/db/connection/sha256-hex";
import { readStaff } from "@/db/people/read-people";
import { importSystems as perform } from "@/db/systems/import-systems";
import { whoCanRegisterSystem } from "@/lib/refusals/who-can-create";
import { canRegisterSystem } from "@/lib/rules/can-create";
import { importReportLines } from "@/lib/systems/import-report";
import { endedSessionPath } from "@/lib/web/return-path";
import { importPath, loadSystemsUpload, plannedSteps, saveImportReport } from "./systems-upload";

/** Where the database refuses a row, the rows before it stay imported, and the message says so. */
export async function importSystems(sent: PostedForm, person: SessionUser): Promise<PostOutcome> {
  if (!canRegisterSystem(toActor(person)))
    return refuseImport(person, registration, whoCanRegisterSystem(await readStaff()));
  const { file = "", seen = "" } = sent.typed;
  const upload = await loadSystemsUpload({ ...emptyDraft, typed: sent.typed }, String(file), person);
  if (!upload) return { back: { errors: { file: uploadExpired }, sentence: "" } };
  const { plan, title } = upload;
  const steps = plannedSteps(plan);
  const hash = sha256(`${file} ${seen}`);
  const isPreviewCurrent = sha256Hex(JSON.stringify(steps)) === seen;
  // An import is idempotent: the same form posted again gets its first response.
  const result = await perform(person.token, {
    idempotencyKey: sent.formMetadata.key,
    requestHash: hash,
    steps: isPreviewCurrent ? steps : [],
  });
  if (!result.ok) {
    if (result.kind === "signed_out") return { to: endedSessionPath(importPath) };
    const { kind, stepsTaken } = result;
    const reason = databaseRefusalMessage(result, "register", person);
    const message = stepsTaken > 0 ? `${stoppedMessage(stepsTaken, steps.length)} ${reason}` : reason;
    return kind === "database_error"
      ? { back: { errors: {}, sentence: message } }
      : refuseImport(person, registration, message);
  }
  const { registered, amended } = result;
  if (!isPreviewCurrent && registered + amended === 0)
    return {
      back: {
        errors: {},
        sentence: "The register changed after this preview. Below is what the file would do now.",
      },
    };
  const counts: [number, number, number, number] = [registered, amended, plan.unchanged.length, plan.invalid.length];
  return {
    to: `${await saveImportReport(person.token, { title, counts, rows: importReportLines(plan, true) })}#import`,
  };
}

const stoppedMessage = (takenCount: number, all: number) =>
  `${takenCount} of the ${all} rows were imported before the import stopped. The rest is below.`;

const emptyDraft = { step: "register", errors: {}, sentence: "" };
const registration = { recordType: "system", step: "register" } as const;

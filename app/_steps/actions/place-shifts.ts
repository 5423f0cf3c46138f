import type { SessionUser } from "@/app/_request/session";
import { checkFields } from "@/app/_steps/decide";
import { postStep } from "@/app/_steps/post-step";
import type { PostedForm, PostOutcome } from "@/app/_steps/posted-form";
import { sha256 } from "@/db/connection/sha256";
import type { StepRequest } from "@/db/steps/perform-step";
import { allValuesOf, type FormValues } from "@/lib/form/form-values";
import { parseReplacedRosters } from "@/lib/on-call/roster-file/overlapping-rosters";
import { rotationShifts, type ShiftsResult } from "@/lib/on-call/rotation";
import { shiftFromInput } from "@/lib/on-call/single-shift";
import { shiftsFromUpload } from "./roster-upload";
import { lastValue, rotationInput, shiftInput } from "./shift-inputs";

/** Places a single shift, a rotation, or the shifts of an uploaded file. */
export async function placeShifts(sent: PostedForm, person: SessionUser): Promise<PostOutcome> {
  const result = await shiftsFromForm(sent.typed, person);
  if (!result.ok)
    return {
      back: { errors: result.errors, sentence: checkFields },
    };
  return postStep(sent, person, {
    serverFields: { shifts: result.shifts },
    typed: { name: lastValue(sent.typed.name) },
    alsoPerform: withdrawalsFor(sent),
  });
}

/** Withdraws the rosters that the form replaces, after the new shifts are placed, so that there is no gap in between. */
const withdrawalsFor = ({ typed, formMetadata: { key } }: PostedForm): readonly StepRequest[] =>
  parseReplacedRosters(allValuesOf(typed.replace)).map(({ id, expectedVersion }) => {
    const hash = sha256(`${key} replaces ${id}`);
    const reason = `Replaced by “${lastValue(typed.name)}”.`;
    return {
      recordType: "roster",
      recordId: id,
      step: "withdraw_shifts",
      expectedVersion,
      input: { reason },
      idempotencyKey: uuidFromHash(hash),
      requestHash: hash,
    };
  });

/** Derived from the form's own key, so that a repeated post repeats the same follow-up. */
const uuidFromHash = (hash: Buffer): string =>
  hash.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");

function shiftsFromForm(typed: FormValues, person: SessionUser): ShiftsResult | Promise<ShiftsResult> {
  const how = lastValue(typed.how);
  if (how === "rotation") return rotationShifts(rotationInput(typed));
  return how === "import" ? shiftsFromUpload(typed, person) : shiftFromInput(shiftInput(typed));
}

import type { SessionUser } from "@/app/_request/session";
import { correction } from "@/app/_steps/decide";
import { postStep } from "@/app/_steps/post-step";
import type { PostedForm, PostOutcome } from "@/app/_steps/posted-form";
import { fieldKindOf } from "@/lib/form/field-kinds";
import { formInputsOf } from "@/lib/form/form-inputs";
import { fieldOf } from "@/lib/rules/field-of-step";
import { readAttachments } from "./read-attachments";

/** The same as `postStep`, with files: they are checked first, and stored in the transaction of the step. */
export async function postStepWithFiles(sent: PostedForm, person: SessionUser): Promise<PostOutcome> {
  // Of a step without files the name of the field is refused like any other that it does not have.
  if (!takesFiles(sent)) return postStep(sent, person);
  const read = await readAttachments(sent.files ?? []);
  if (!read.ok) return { back: correction({ attachments: read.sentence }) };
  const attached = read.attachments.map(({ description }) => description);
  return postStep({ ...sent, attached }, person, {
    serverFields: { attachments: attached },
    contents: read.attachments.map(({ content }) => content),
  });
}

const takesFiles = ({ formMetadata: { subject: recordType, step, type } }: PostedForm): boolean =>
  formInputsOf({ recordType, step, type: type ?? "" }).some(({ field }) => fieldKindOf(fieldOf(step, field)).isFile);

import { z } from "zod";
import { perRowNames } from "@/lib/form/field-kinds";
import { isMultipleField } from "@/lib/form/form-schema";
import type { FormValues } from "@/lib/form/form-values";
import { nextAfterDraft } from "@/lib/form/next-after-draft";
import { type Field, isField } from "@/lib/rules/fields";
import { isStep } from "@/lib/rules/labels";
import { type RecordType, recordTypes } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";

const formMetadataSchema = z.object({
  step: z.string().refine(isStep),
  subject: z.enum(recordTypes),
  /** The record's number without its prefix; absent when the step creates the record. */
  id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
  type: z.enum(["standard", "normal", "emergency"]).optional(),
  /** The record's step number when the form was rendered. */
  seq: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
  key: z.uuid(),
  /** The step that a new change takes as soon as it is drafted, where the button of that step was pressed. */
  next: z.string().refine(isStep).optional(),
  /** It stands in a list that it leads back to, instead of to its record. */
  from: z.literal("list").optional(),
});

/** The hidden fields of a form. */
export type FormMetadata = z.infer<typeof formMetadataSchema> & { step: Step };

const metaFields = ["step", "more", "subject", "id", "seq", "key", "next", "from"];

/** Null when no form of this product could have sent it. */
export function readFormMetadata(form: FormData): FormMetadata | null {
  const lastText = (name: string) => text(form.getAll(name).at(-1)) || undefined;
  const parsed = formMetadataSchema.safeParse({
    // A button named `more` asks for another row and takes no step.
    step: lastText("step") ?? lastText("more"),
    subject: lastText("subject"),
    id: lastText("id"),
    type: lastText("type"),
    seq: lastText("seq"),
    key: lastText("key"),
    next: lastText("next"),
    from: lastText("from"),
  });
  return parsed.success && isNextPossible(parsed.data) ? parsed.data : null;
}

const isNextPossible = ({ step, type, next }: FormMetadata): boolean =>
  next === undefined || (step === "draft" && type !== undefined && nextAfterDraft(type)?.step === next);

/** Text only; one value per name unless the field is repeatable. */
export function readFormValues(form: FormData): FormValues {
  const step = text(form.getAll("step").at(-1)) || text(form.getAll("more").at(-1));
  // One pass: reading a form name by name takes quadratic time.
  const all = new Map<string, string[]>();
  for (const [name, value] of form) {
    if (name.startsWith("$ACTION") || metaFields.includes(name)) continue;
    const values = all.get(name);
    if (values && isRepeatable(step, name)) values.push(text(value));
    else all.set(name, [text(value)]);
  }
  return Object.fromEntries(
    [...all].map(([name, values]) => [name, isRepeatable(step, name) ? values : (values[0] ?? "")]),
  );
}

/** The files that were chosen. A field of files in which none was chosen sends one that is empty and has no name. */
export const readFormFiles = (form: FormData): readonly File[] =>
  form
    .getAll("attachments" satisfies Field)
    .filter((value): value is File => typeof value !== "string" && (value.size > 0 || value.name !== ""));

export function formPath({ subject: recordType, id, step, type, from }: FormMetadata): string {
  if (recordType === "change" && id === undefined) return `/changes/new/${type ?? "emergency"}`;
  if (recordType === "change") return step === "edit" ? `/changes/CHG-${id}/edit` : `/changes/CHG-${id}`;
  if (step === "make_feed" || step === "revoke_feed") return "/calendar/feeds";
  if (step === "sign_checkpoint" || step === "verify_ledger") return "/ledger";
  if (step === "make_token" || step === "revoke_token") return tokensPath(recordType, from);
  if (step === "acknowledge") return "/";
  if (recordType === "entry") return id === undefined ? "/catalogue/new" : `/catalogue/${id}`;
  if (recordType === "incident") return `/incidents/INC-${id}`;
  if (recordType === "import") return id === undefined ? "/imports/new" : `/imports/IMP-${id}`;
  return listPaths[recordType];
}

/** Where tokens are listed: of the gate, one's own, or everybody's. */
function tokensPath(recordType: RecordType, from: FormMetadata["from"]): string {
  if (recordType === "installation") return "/halts";
  return recordType === "person" && !from ? "/me" : "/accounts";
}

/** Record types without a page of their own. */
export const listPaths: Readonly<Record<Exclude<RecordType, "change" | "incident">, string>> = {
  person: "/people",
  system: "/systems",
  entry: "/catalogue",
  freeze: "/freezes",
  roster: "/on-call",
  delivery: "/deliveries",
  delegation: "/people",
  halt: "/halts",
  import: "/imports",
  account: "/accounts",
  webhook: "/webhooks",
  installation: "/policy",
};

const isRepeatable = (step: string, name: string) =>
  perRowNames.has(name) || (isStep(step) && isField(name) && isMultipleField(step, name));

const text = (value: FormDataEntryValue | null | undefined): string => (typeof value === "string" ? value : "");

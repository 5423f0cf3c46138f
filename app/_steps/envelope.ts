import { z } from "zod";
import { perRowNames } from "@/lib/form/kinds";
import { comesOften } from "@/lib/form/schema";
import type { Typed } from "@/lib/form/typed";
import { isField } from "@/lib/rules/fields";
import { type SubjectType, subjectTypes } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { isStep } from "@/lib/rules/words";

const envelope = z.object({
  step: z.string().refine(isStep),
  subject: z.enum(subjectTypes),
  /** The record's number without its prefix; absent when the step creates the record. */
  id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
  type: z.enum(["standard", "normal", "emergency"]).optional(),
  /** The record's step number when the form was rendered. */
  seq: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
  key: z.uuid(),
});

/** The hidden fields of a form. */
export type Envelope = z.infer<typeof envelope> & { step: Step };

const besides = ["step", "more", "subject", "id", "seq", "key"];

/** Null when no form of this product could have sent it. */
export function envelopeOf(form: FormData): Envelope | null {
  const read = (name: string) => text(form.getAll(name).at(-1)) || undefined;
  const parsed = envelope.safeParse({
    // A button named `more` asks for another row and takes no step.
    step: read("step") ?? read("more"),
    subject: read("subject"),
    id: read("id"),
    type: read("type"),
    seq: read("seq"),
    key: read("key"),
  });
  return parsed.success ? { ...parsed.data, step: parsed.data.step } : null;
}

/** Text only; one value per name unless the field is repeatable. */
export function typedOf(form: FormData): Typed {
  const step = text(form.getAll("step").at(-1)) || text(form.getAll("more").at(-1));
  // One pass: reading a form name by name takes quadratic time.
  const all = new Map<string, string[]>();
  for (const [name, value] of form) {
    if (name.startsWith("$ACTION") || besides.includes(name)) continue;
    const values = all.get(name);
    if (values && repeats(step, name)) values.push(text(value));
    else all.set(name, [text(value)]);
  }
  return Object.fromEntries([...all].map(([name, values]) => [name, repeats(step, name) ? values : (values[0] ?? "")]));
}

export function pathOf({ subject, id, step, type }: Envelope): string {
  if (subject === "change" && id === undefined) return `/changes/new/${type ?? "emergency"}`;
  if (subject === "change") return step === "edit" ? `/changes/CHG-${id}/edit` : `/changes/CHG-${id}`;
  if (step === "make_feed" || step === "revoke_feed") return "/calendar/feeds";
  if (step === "sign_checkpoint" || step === "verify_ledger") return "/ledger";
  if (step === "make_token" || step === "revoke_token") return "/halts";
  if (subject === "entry") return id === undefined ? "/catalogue/new" : `/catalogue/${id}`;
  if (subject === "incident") return `/incidents/INC-${id}`;
  return listOf[subject];
}

/** Record types without a page of their own. */
export const listOf: Readonly<Record<Exclude<SubjectType, "change" | "incident">, string>> = {
  person: "/people",
  system: "/systems",
  entry: "/catalogue",
  freeze: "/freezes",
  roster: "/on-call",
  delivery: "/deliveries",
  delegation: "/people",
  halt: "/halts",
  installation: "/policy",
};

const repeats = (step: string, name: string) =>
  perRowNames.has(name) || (isStep(step) && isField(name) && comesOften(step, name));

const text = (value: FormDataEntryValue | null | undefined): string => (typeof value === "string" ? value : "");

import { isRefusedDraft, type LoadedFormDraft } from "@/app/_steps/form-draft";
import { Notice } from "@/components/basics/notice";
import { errorId } from "@/components/form/field";
import { FormErrors } from "@/components/form/form-errors";
import { PlainText } from "@/components/record/plain-text";
import { Refusal } from "@/components/record/refusal";
import { fieldLabels } from "@/lib/form/field-labels";
import { isField } from "@/lib/rules/fields";
import { isStep, stepLabels } from "@/lib/rules/labels";

/** Why the form was refused; also what was typed, where its form is no longer on the page. */
export function FormDraftNotice({ formDraft, offered }: { formDraft: LoadedFormDraft | null; offered: boolean }) {
  if (!formDraft || !isRefusedDraft(formDraft)) return null;
  const label = isStep(formDraft.step) ? stepLabels[formDraft.step].label : formDraft.step;
  const errors = Object.entries(formDraft.errors).map(([field, sentence]) => ({
    id: errorId(formDraft.step, field),
    sentence: withFieldLabel(formDraft.step, field, sentence),
  }));
  return (
    <div className="mb-5 grid gap-3 print:hidden">
      {/* biome-ignore lint/a11y/noAutofocus: a page that comes back with an error begins with the error */}
      <div tabIndex={-1} autoFocus className="grid gap-3">
        {formDraft.clause ? (
          <Refusal heading={`Not done: ${label}`} sentence={formDraft.sentence} clause={formDraft.clause} />
        ) : null}
        {!formDraft.clause && errors.length > 0 ? <FormErrors errors={errors} /> : null}
        {!formDraft.clause && errors.length === 0 ? (
          <Notice role="alert" tone="warn" heading={`Not done: ${label}`}>
            <p>{formDraft.sentence}</p>
          </Notice>
        ) : null}
      </div>
      {offered ? null : <TypedValues formDraft={formDraft} />}
    </div>
  );
}

/** Prefixes the field's label where the sentence does not name the field. */
function withFieldLabel(step: string, field: string, sentence: string): string {
  const label = isStep(step) && isField(field) ? fieldLabels(step, field).label : "";
  return label === "" || sentence.includes(`“${label}”`) ? sentence : `${label}: ${sentence}`;
}

function TypedValues({ formDraft }: { formDraft: LoadedFormDraft }) {
  const texts = Object.entries(formDraft.typed).filter(([name, value]) => isField(name) && String(value).trim() !== "");
  if (texts.length === 0) return null;
  return (
    <Notice heading="What you typed">
      {texts.map(([name, value]) => (
        <div key={name}>
          <p className="text-sm text-muted">
            {isStep(formDraft.step) && isField(name) ? fieldLabels(formDraft.step, name).label : name}
          </p>
          <PlainText text={String(value)} />
        </div>
      ))}
    </Notice>
  );
}

import { type Found, isRefused } from "@/app/_steps/kept";
import { Notice } from "@/components/basics/notice";
import { errorId } from "@/components/form/field";
import { FormErrors } from "@/components/form/form-errors";
import { PlainText } from "@/components/record/plain-text";
import { Refusal } from "@/components/record/refusal";
import { fieldWords } from "@/lib/form/field-words";
import { isField } from "@/lib/rules/fields";
import { isStep, stepWords } from "@/lib/rules/words";

/** Why the form was refused; also what was typed, where its form is no longer on the page. */
export function KeptNotice({ kept, offered }: { kept: Found | null; offered: boolean }) {
  if (!kept || !isRefused(kept)) return null;
  const label = isStep(kept.step) ? stepWords[kept.step].label : kept.step;
  const errors = Object.entries(kept.errors).map(([field, sentence]) => ({
    id: errorId(kept.step, field),
    sentence: namingField(kept.step, field, sentence),
  }));
  return (
    <div className="mb-5 grid gap-3 print:hidden">
      {/* biome-ignore lint/a11y/noAutofocus: a page that comes back with an error begins with the error */}
      <div tabIndex={-1} autoFocus className="grid gap-3">
        {kept.clause ? <Refusal heading={`Not done: ${label}`} sentence={kept.sentence} clause={kept.clause} /> : null}
        {!kept.clause && errors.length > 0 ? <FormErrors errors={errors} /> : null}
        {!kept.clause && errors.length === 0 ? (
          <Notice role="alert" tone="warn" heading={`Not done: ${label}`}>
            <p>{kept.sentence}</p>
          </Notice>
        ) : null}
      </div>
      {offered ? null : <Typed kept={kept} />}
    </div>
  );
}

/** Prefixes the field's label where the sentence does not name the field. */
function namingField(step: string, field: string, sentence: string): string {
  const label = isStep(step) && isField(field) ? fieldWords(step, field).label : "";
  return label === "" || sentence.includes(`“${label}”`) ? sentence : `${label}: ${sentence}`;
}

function Typed({ kept }: { kept: Found }) {
  const texts = Object.entries(kept.typed).filter(([name, value]) => isField(name) && String(value).trim() !== "");
  if (texts.length === 0) return null;
  return (
    <Notice heading="What you typed">
      {texts.map(([name, value]) => (
        <div key={name}>
          <p className="text-sm text-muted">
            {isStep(kept.step) && isField(name) ? fieldWords(kept.step, name).label : name}
          </p>
          <PlainText text={String(value)} />
        </div>
      ))}
    </Notice>
  );
}

import { fieldSentence } from "@/lib/refusals/field-sentence";
import { hasVisibleText } from "@/lib/text/has-visible-text";
import { type FieldKind, type ParseContext, type ParseResult, textKind } from "./field-kind";
import { allValuesOf, type FormValues, firstValueOf } from "./form-values";
import { maxTemplateFields, maxTemplateValueLength, templateFieldNames } from "./template-field-rows";

const maxFindings = 100;
const findingNames = ["findingOwner", "findingDue"] as const;

/** The findings of an investigation: each its words, its owner, and the day by which it is answered. */
export const findings: FieldKind<"findings"> = {
  ...textKind,
  validate: () => null,
  parse: (_, context) => parseFindings(context),
  storedAs: "text",
  isMultiple: true,
  canAddRows: true,
  ownsFormName: (name) => findingNames.some((each) => each === name),
  perRowNames: findingNames,
};

function parseFindings({ formValues, calendar }: ParseContext): ParseResult {
  const [owners, dues] = [allValuesOf(formValues.findingOwner), allValuesOf(formValues.findingDue)];
  const texts = allValuesOf(formValues.findings);
  if (texts.length > maxFindings) return { error: `An incident can have at most ${maxFindings} findings.` };
  const parsed = texts
    .map((finding, index) => ({
      finding: finding.trim().replaceAll("\r\n", "\n"),
      owner: Number(owners[index]),
      due: dues[index] ?? "",
    }))
    .filter(({ finding }) => hasVisibleText(finding));
  if (parsed.some(({ owner }) => !Number.isInteger(owner) || owner < 1))
    return { error: "Each finding needs an owner." };
  if (parsed.some(({ due }) => !calendar.isDay(due))) return { error: "Each finding needs a due date." };
  return { value: parsed };
}

/** Files. The server reads them from the form itself and checks their content (`app/_steps/actions/read-attachments.ts`). */
export const files: FieldKind<"files"> = {
  ...textKind,
  validate: () => null,
  // A text under its name is no file.
  parse: ([text = ""]) => (text === "" ? {} : { error: fieldSentence("field_misfit", { kind: "files" }) }),
  storedAs: "text",
  toFormValues: () => ({}),
  isFile: true,
};

/** How a form names what it sends for a declared field of its catalogue entry. */
const templateValueName = /^value\.[A-Za-z][A-Za-z0-9_]{0,40}$/;

/** What was typed for the declared fields of the entry; which those are, and whether each fits, the database minds. */
export const values: FieldKind<"values"> = {
  ...textKind,
  parse: (_, { step, formValues }) =>
    parseTemplateValues(formValues, step === "draft" && firstValueOf(formValues.entry).trim() === ""),
  toFormValues: (_, raw) =>
    Object.fromEntries(Object.entries(Object(raw ?? {})).map(([name, value]) => [`value.${name}`, String(value)])),
  isAlwaysParsed: true,
  ownsFormName: (name) => templateValueName.test(name),
};

function parseTemplateValues(formValues: FormValues, hasNoEntry: boolean): ParseResult {
  const filled = Object.entries(formValues).flatMap(([name, value]) =>
    templateValueName.test(name) ? [[name.slice("value.".length), firstValueOf(value).trim()] as const] : [],
  );
  if (filled.length === 0) return {};
  if (hasNoEntry)
    return filled.every(([, value]) => value === "") ? {} : { error: fieldSentence("entry_values_of_no_entry") };
  const tooLong = filled.find(([, value]) => value.length > maxTemplateValueLength);
  if (filled.length > maxTemplateFields || tooLong)
    return { error: `A field of a catalogue entry can have at most ${maxTemplateValueLength} characters.` };
  return { value: Object.fromEntries(filled) };
}

/** The fields that an entry declares, held against the texts that name them. */
export const blanks: FieldKind<"blanks"> = {
  ...textKind,
  parse: (_, { formValues, parseTemplateFields }) => parseTemplateFields(formValues),
  isAlwaysParsed: true,
  ownsFormName: (name) => templateFieldNames.some((each) => each === name),
  perRowNames: templateFieldNames,
};

import { fieldLabels } from "@/lib/form/field-labels";
import { isField } from "@/lib/rules/fields";
import { isStep } from "@/lib/rules/labels";
import { escapeHtml } from "./plain-page";

type FormEntry = readonly [name: string, value: unknown];

/**
 * A form that could not be taken, as markup: what was typed, to be read, and a button that sends the very same form to
 * `path`. It holds all that was sent, so that the same form twice is one step.
 */
export function renderUnsentForm(entries: readonly FormEntry[], path: string): string {
  const texts = entries.flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : []));
  const step = texts.findLast(([name]) => name === "step")?.[1];
  const hidden = texts.map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const typedFields = texts.flatMap(([name, value]) =>
    isField(name) && value.trim() !== ""
      ? [`<dt>${escapeHtml(labelOf(step, name))}</dt><dd>${withLineBreaks(value)}</dd>`]
      : [],
  );
  const typedHtml = typedFields.length > 0 ? `<h2>What you typed</h2><dl>${typedFields.join("")}</dl>` : "";
  return `${typedHtml}<form action="${escapeHtml(path)}" method="post" enctype="multipart/form-data">${hidden.join("")}<button>Send it again</button></form>`;
}

const labelOf = (step: string | undefined, name: string): string =>
  step && isStep(step) && isField(name) ? fieldLabels(step, name).label : name;

const withLineBreaks = (text: string): string => escapeHtml(text).replaceAll(/\r\n|\r|\n/g, "<br>");

import { fieldWords } from "@/lib/form/field-words";
import { isField } from "@/lib/rules/fields";
import { isStep } from "@/lib/rules/words";
import { escaped } from "./plain-page";

type Entry = readonly [name: string, value: unknown];

/**
 * A form that could not be taken, as markup: what was typed, to be read, and a button that sends the very same form to
 * `path`. It holds all that was sent, so that the same form twice is one step.
 */
export function unsentForm(entries: readonly Entry[], path: string): string {
  const texts = entries.flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : []));
  const step = texts.findLast(([name]) => name === "step")?.[1];
  const hidden = texts.map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  const typed = texts.flatMap(([name, value]) =>
    isField(name) && value.trim() !== "" ? [`<dt>${escaped(labelOf(step, name))}</dt><dd>${lines(value)}</dd>`] : [],
  );
  const shown = typed.length > 0 ? `<h2>What you typed</h2><dl>${typed.join("")}</dl>` : "";
  return `${shown}<form action="${escaped(path)}" method="post" enctype="multipart/form-data">${hidden.join("")}<button>Send it again</button></form>`;
}

const labelOf = (step: string | undefined, name: string): string =>
  step && isStep(step) && isField(name) ? fieldWords(step, name).label : name;

const lines = (text: string): string => escaped(text).replaceAll(/\r\n|\r|\n/g, "<br>");

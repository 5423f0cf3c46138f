import { zodResolver } from "@hookform/resolvers/zod";
import { createFormControl } from "react-hook-form";
import type { FormInput } from "@/lib/form/form-inputs";
import { formSchemaOf } from "@/lib/form/form-schema";
import type { Step } from "@/lib/rules/rules";
import { closestElement } from "./closest-element";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The check before sending, by the button that was pressed: false when something is wrong, shown and focused. */
export type CheckForm = (submitter: HTMLElement | null) => boolean;

/**
 * Watches the controls of `form` with react-hook-form and the schema of its step: an error shows when a field is left,
 * and goes as it is mended. Returns the check to make before sending.
 */
export function watchForm(form: HTMLFormElement): CheckForm {
  const schema = schemaOf(form);
  const control = createFormControl({ resolver: zodResolver(schema), mode: "onTouched" });
  const controls = controlsIn(form).filter((each) => each.name in schema.shape);
  const issues = (checked = schema) => checked.safeParse(valuesIn(form)).error?.issues ?? [];
  // `register` would reset boxes that are already checked, so these are read from the form instead.
  const choiceControls = controls.filter((each) => each.matches("[type=radio], [type=checkbox]"));
  const textControls = controls.filter((each) => !choiceControls.includes(each));
  for (const each of choiceControls) each.addEventListener("change", () => showError(each, errorFor(each, issues())));
  // An error that appeared between press and release would push the button away from under the pointer.
  let isPressingButton = false;
  form.addEventListener("pointerdown", ({ target }) => {
    isPressingButton = closestElement(target, "button") !== null;
  });
  form.addEventListener("focusin", () => {
    isPressingButton = false;
  });
  for (const each of textControls) {
    const { ref, onChange, onBlur } = control.register(each.name);
    ref(each);
    each.addEventListener("input", (event) => void onChange(event));
    each.addEventListener("blur", (event) => isPressingButton || void onBlur(event));
  }
  control.subscribe({
    formState: { errors: true },
    callback: ({ errors }) => {
      for (const each of textControls) showError(each, messageOf(errors?.[each.name]));
    },
  });
  return (submitter) => {
    // A button of another step validates by the schema of that step.
    const currentIssues = issues(submitter?.dataset.inputs ? schemaOf(submitter) : schema);
    // react-hook-form gets the errors too: its pending validation of the field that was just left would clear them.
    control.clearErrors();
    for (const { path, message } of currentIssues) control.setError(String(path[0]), { message });
    for (const each of controls) showError(each, errorFor(each, currentIssues));
    controls.find((each) => errorFor(each, currentIssues))?.focus();
    return currentIssues.length === 0;
  };
}

function schemaOf({ dataset }: HTMLElement) {
  const { step, inputs }: { step: Step; inputs: readonly FormInput[] } = JSON.parse(dataset.inputs ?? "");
  return formSchemaOf(step, inputs);
}

const errorFor = ({ name }: Control, issues: readonly { path: PropertyKey[]; message: string }[]) =>
  issues.find((issue) => issue.path[0] === name)?.message;

const controlsIn = (form: HTMLFormElement): Control[] =>
  [...form.elements].filter(
    (each): each is Control => "name" in each && each.matches("input:not([type=hidden]), textarea, select"),
  );

function valuesIn(form: HTMLFormElement): Record<string, unknown> {
  const data = new FormData(form);
  return Object.fromEntries(
    [...new Set(data.keys())].map((name) => [name, data.getAll(name).length > 1 ? data.getAll(name) : data.get(name)]),
  );
}

/** Puts the sentence where the server would have put it: after the hint, before the control, and tied to it. */
function showError(control: Control, message: string | undefined) {
  const group = control.closest("fieldset");
  const container = group ?? control.parentElement;
  const id = `${(group ?? control).id || control.id || control.name}-live`;
  const existing = container?.querySelector(`[data-live]`);
  const others = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((each) => each && each !== id);
  control.removeAttribute("aria-invalid");
  if (others.length > 0) control.setAttribute("aria-describedby", others.join(" "));
  else control.removeAttribute("aria-describedby");
  if (!message) return existing?.remove();
  control.setAttribute("aria-invalid", "true");
  const paragraph = existing ?? document.createElement("p");
  paragraph.id = id;
  paragraph.setAttribute("data-live", "");
  paragraph.className = "text-sm font-medium text-bad-ink";
  paragraph.textContent = message;
  if (!existing)
    container?.insertBefore(paragraph, group ? (group.querySelector("legend")?.nextSibling ?? null) : control);
  control.setAttribute("aria-describedby", [...others, id].join(" "));
}

const messageOf = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && "message" in error && typeof error.message === "string"
    ? error.message
    : undefined;

import { zodResolver } from "@hookform/resolvers/zod";
import { createFormControl } from "react-hook-form";
import type { Ask } from "@/lib/form/asks";
import { schemaOf } from "@/lib/form/schema";
import type { Step } from "@/lib/rules/rules";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Watches the controls of `form` with react-hook-form and the schema of its step: an error shows when a field is left,
 * and goes as it is mended. Returns the check to make before sending: false when something is wrong, shown and focused.
 */
export function validate(form: HTMLFormElement): () => boolean {
  const { step, asks }: { step: Step; asks: readonly Ask[] } = JSON.parse(form.dataset.asks ?? "");
  const schema = schemaOf(step, asks);
  const control = createFormControl({ resolver: zodResolver(schema), mode: "onTouched" });
  const controls = controlsOf(form).filter((each) => each.name in schema.shape);
  const issues = () => schema.safeParse(valuesOf(form)).error?.issues ?? [];
  // `register` would reset boxes that are already checked, so these are read from the form instead.
  const choices = controls.filter((each) => each.matches("[type=radio], [type=checkbox]"));
  const typed = controls.filter((each) => !choices.includes(each));
  for (const each of choices) each.addEventListener("change", () => show(each, sentenceFor(each, issues())));
  // An error that appeared between press and release would push the button away from under the pointer.
  let pressing = false;
  form.addEventListener("pointerdown", ({ target }) => {
    pressing = target instanceof Element && target.closest("button") !== null;
  });
  form.addEventListener("focusin", () => {
    pressing = false;
  });
  for (const each of typed) {
    const { ref, onChange, onBlur } = control.register(each.name);
    ref(each);
    each.addEventListener("input", (event) => void onChange(event));
    each.addEventListener("blur", (event) => pressing || void onBlur(event));
  }
  control.subscribe({
    formState: { errors: true },
    callback: ({ errors }) => {
      for (const each of typed) show(each, sentenceOf(errors?.[each.name]));
    },
  });
  return () => {
    const wrong = issues();
    // react-hook-form gets the errors too: its pending validation of the field that was just left would clear them.
    control.clearErrors();
    for (const { path, message } of wrong) control.setError(String(path[0]), { message });
    for (const each of controls) show(each, sentenceFor(each, wrong));
    controls.find((each) => sentenceFor(each, wrong))?.focus();
    return wrong.length === 0;
  };
}

const sentenceFor = ({ name }: Control, issues: readonly { path: PropertyKey[]; message: string }[]) =>
  issues.find((issue) => issue.path[0] === name)?.message;

const controlsOf = (form: HTMLFormElement): Control[] =>
  [...form.elements].filter(
    (each): each is Control => "name" in each && each.matches("input:not([type=hidden]), textarea, select"),
  );

function valuesOf(form: HTMLFormElement): Record<string, unknown> {
  const data = new FormData(form);
  return Object.fromEntries(
    [...new Set(data.keys())].map((name) => [name, data.getAll(name).length > 1 ? data.getAll(name) : data.get(name)]),
  );
}

/** Puts the sentence where the server would have put it: after the hint, before the control, and tied to it. */
function show(control: Control, sentence: string | undefined) {
  const group = control.closest("fieldset");
  const place = group ?? control.parentElement;
  const id = `${(group ?? control).id || control.id || control.name}-live`;
  const shown = place?.querySelector(`[data-live]`);
  const others = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((each) => each && each !== id);
  control.removeAttribute("aria-invalid");
  if (others.length > 0) control.setAttribute("aria-describedby", others.join(" "));
  else control.removeAttribute("aria-describedby");
  if (!sentence) return shown?.remove();
  control.setAttribute("aria-invalid", "true");
  const words = shown ?? document.createElement("p");
  words.id = id;
  words.setAttribute("data-live", "");
  words.className = "text-sm font-medium text-bad-ink";
  words.textContent = sentence;
  if (!shown) place?.insertBefore(words, group ? (group.querySelector("legend")?.nextSibling ?? null) : control);
  control.setAttribute("aria-describedby", [...others, id].join(" "));
}

const sentenceOf = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && "message" in error && typeof error.message === "string"
    ? error.message
    : undefined;

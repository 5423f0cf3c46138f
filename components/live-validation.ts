import { zodResolver } from "@hookform/resolvers/zod";
import { createFormControl } from "react-hook-form";
import { type FormName, schemaOf } from "@/lib/input";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Watches the controls of `form` with react-hook-form and the schema of its step: an error shows when a field is left,
 * and goes as it is mended. Returns the check to make before sending: false when something is wrong, shown and focused.
 */
export function validate(form: HTMLFormElement, name: FormName): () => boolean {
  const schema = schemaOf(name);
  const control = createFormControl({ resolver: zodResolver(schema), mode: "onTouched" });
  const controls = controlsOf(form);
  for (const each of controls) {
    if (each.name in schema.shape === false) continue;
    const { ref, onChange, onBlur } = control.register(each.name);
    ref(each);
    each.addEventListener("input", (event) => void onChange(event));
    each.addEventListener("blur", (event) => void onBlur(event));
  }
  control.subscribe({
    formState: { errors: true },
    callback: ({ errors }) => {
      for (const each of controls) show(each, sentenceOf(errors?.[each.name]));
    },
  });
  return () => {
    const wrong = schema.safeParse(valuesOf(form)).error?.issues ?? [];
    for (const each of controls) show(each, wrong.find((issue) => issue.path[0] === each.name)?.message);
    controls.find((each) => wrong.some((issue) => issue.path[0] === each.name))?.focus();
    return wrong.length === 0;
  };
}

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
  control.toggleAttribute("aria-invalid", false);
  if (!sentence) return shown?.remove();
  control.setAttribute("aria-invalid", "true");
  const words = shown ?? document.createElement("p");
  words.id = id;
  words.setAttribute("data-live", "");
  words.className = "text-sm font-medium text-bad-ink";
  words.textContent = sentence;
  if (!shown) place?.insertBefore(words, group ? (group.querySelector("legend")?.nextSibling ?? null) : control);
  const described = new Set([...(control.getAttribute("aria-describedby")?.split(" ") ?? []), id]);
  control.setAttribute("aria-describedby", [...described].join(" "));
}

const sentenceOf = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && "message" in error && typeof error.message === "string"
    ? error.message
    : undefined;

import type { RefusedRequest } from "./refused-request";

/**
 * Why a form posted to a page cannot be an action's, or null. The framework would answer an encoding it cannot read with
 * an error of its own making, follow references to other arguments, and recurse as deep as a sender likes: so only what
 * our pages send is let through, a form and plain data beside it.
 */
export function postRefusal(actionHeader: string | null, form: FormData | null): RefusedRequest | null {
  if (!form) return unreadable;
  return (actionHeader === null ? isPageForm(form) : isScriptForm(form)) ? null : unreadable;
}

const unreadable: RefusedRequest = {
  status: 400,
  title: "This form cannot be read",
  words: "Nothing was changed. Go back and send it again; a form is sent as multipart/form-data.",
};

// With JavaScript: "0" holds the arguments, and the fields of the form among them are named 1_….
function isScriptForm(form: FormData): boolean {
  const names = [...form.keys()];
  return names.includes("0") && names.every((name) => name.startsWith("1_") || (name === "0" && arePlain(form, name)));
}

// Without: the action's id is a field's name, or its reference in $ACTION_1:0 and the state it had in $ACTION_1:1.
function isPageForm(form: FormData): boolean {
  const own = [...form.keys()].filter((name) => name.startsWith("$ACTION_"));
  return own.length > 0 && own.every((name) => isPageField(form, name));
}

function isPageField(form: FormData, name: string): boolean {
  const [, part, number] = /^\$ACTION_(ID_|KEY$|REF_|\d+:)(\d*)/.exec(name) ?? [];
  if (part === "ID_" || part === "KEY") return true;
  if (part === "REF_") return form.has(`$ACTION_${number}:0`) && form.has(`$ACTION_${number}:1`);
  if (part === undefined) return false;
  return number === "0" ? form.getAll(name).every(isReference) : number === "1" && arePlain(form, name);
}

function isReference(value: FormDataEntryValue): boolean {
  return typeof value === "string" && /^\{"id":"[0-9a-f]+","bound":"\$@1"\}$/.test(value);
}

function arePlain(form: FormData, name: string): boolean {
  return form.getAll(name).every((value) => typeof value === "string" && isPlain(parsed(value), deepest));
}

const deepest = 12;

function isPlain(value: unknown, depth: number): boolean {
  if (depth === 0 || value === undefined) return false;
  if (typeof value === "string") return !value.startsWith("$") || /^\$(K1$|undefined$|\$)/.test(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, inner]) => key !== "__proto__" && isPlain(inner, depth - 1));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

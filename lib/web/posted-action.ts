import type { RefusedRequest } from "./refused-request";

/**
 * Why a form posted to a page is none that our pages send, or null. Server actions take one form and nothing else: more
 * would let a sender choose arguments, references between them and their depth, and be met with errors that are not ours.
 */
export function postRefusal(actionHeader: string | null, form: FormData | null): RefusedRequest | null {
  if (!form) return unreadable;
  return (actionHeader === null ? isPageForm(form) : isScriptForm(form)) ? null : unreadable;
}

/** Which action a form asks for that `postRefusal` lets pass. */
export function actionAsked(actionHeader: string | null, form: FormData): string {
  const field = [...form.keys()].find((name) => name.startsWith(pageAction)) ?? "";
  return actionHeader ?? field.slice(pageAction.length);
}

/** The form as a page without JavaScript sends it. */
export function formOfScript(sent: FormData): FormData {
  const form = new FormData();
  for (const [name, value] of sent) if (name.startsWith("_1_")) form.append(name.slice("_1_".length), value);
  return form;
}

const pageAction = "$ACTION_ID_";

/** Of a form of another build, of which nothing can be kept. */
export const olderForm: RefusedRequest = {
  status: 409,
  title: "This form is from another version of Windlass",
  words:
    "Windlass was updated after you opened this page. Nothing was saved. Copy what you typed, reload the page, and send it again.",
};

const unreadable: RefusedRequest = {
  status: 400,
  title: "This form cannot be read",
  words: "Nothing was saved. Go back and send the form again, as multipart/form-data.",
};

// With JavaScript: "0" holds the arguments, of which the one is the form, whose fields are named _1_….
function isScriptForm(form: FormData): boolean {
  const arguments_ = form.getAll("0");
  const others = [...form.keys()].filter((name) => name !== "0");
  return arguments_.length === 1 && arguments_[0] === '["$K1"]' && others.every((name) => name.startsWith("_1_"));
}

// Without: one field's name is the action's id.
function isPageForm(form: FormData): boolean {
  const own = [...form.keys()].filter((name) => name.startsWith("$ACTION_"));
  return own.length === 1 && own.every((name) => /^\$ACTION_ID_[0-9a-f]+$/.test(name));
}

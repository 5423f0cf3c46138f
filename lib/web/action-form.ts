import type { RefusedRequest } from "./refused-request";

/**
 * The id of the server action that a form asks for, by the names of its fields; null for a form that our pages do not send.
 * Server actions take one form and nothing else: more would let a sender choose arguments, references between them and their
 * depth.
 */
export function actionIn(names: Iterable<string>): string | null {
  const own = [...names].filter((name) => name.startsWith("$ACTION"));
  const [, id] = actionName.exec(own[0] ?? "") ?? [];
  return own.length === 1 && id !== undefined ? id : null;
}

/**
 * The same by the bytes of the form, which saves parsing it; undefined when only its fields can tell, because `$ACTION` occurs
 * more than once.
 */
export function actionInBytes(body: Uint8Array): string | null | undefined {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const first = bytes.indexOf("$ACTION");
  if (first < 0) return null;
  if (bytes.indexOf("$ACTION", first + 1) >= 0) return undefined;
  const [, id] = /^name="\$ACTION_ID_([0-9a-f]+)"/.exec(bytes.toString("latin1", first - 6, first + 100)) ?? [];
  return id;
}

const actionName = /^\$ACTION_ID_([0-9a-f]+)$/;

/** Of a form of another build, of which nothing can be kept. */
export const outdatedForm: RefusedRequest = {
  status: 409,
  title: "This form is from another version of Windlass",
  message:
    "Windlass was updated after you opened this page. Nothing was saved. Copy what you typed, reload the page, and send it again.",
};

export const unreadableForm: RefusedRequest = {
  status: 400,
  title: "This form cannot be read",
  message: "Nothing was saved. Go back and send the form again, as multipart/form-data.",
};

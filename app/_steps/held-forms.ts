import { randomUUID } from "node:crypto";
import { sha256 } from "@/db/connection/sha256";

type Held = { readonly whose: string; readonly path: string; readonly sealed: Buffer; readonly until: number };

declare global {
  // The framework loads this module several times in one process.
  var windlassHeldForms: Map<string, Held> | undefined;
}

const dayMs = 24 * 3_600_000;
const mostOfOne = 3;
const mostBytes = 16 * 1024 * 1024;

/** For when the database cannot save a draft. The latest three of a session are held for a day. */
export function holdForm(token: string, path: string, sealed: Buffer): string {
  const whose = sha256(token).toString("hex");
  const id = randomUUID();
  const forms = held();
  for (const own of [...forms].filter(([, form]) => form.whose === whose).slice(0, -(mostOfOne - 1)))
    forms.delete(own[0]);
  forms.set(id, { whose, path, sealed, until: Date.now() + dayMs });
  let bytes = [...forms.values()].reduce((sum, form) => sum + form.sealed.length, 0);
  for (const [oldest, form] of forms) {
    if (bytes <= mostBytes && form.until > Date.now()) break;
    forms.delete(oldest);
    bytes -= form.sealed.length;
  }
  return id;
}

/** Null for another session or path, or after a day. */
export function heldForm(token: string, id: string, path: string): Buffer | null {
  const form = held().get(id);
  const isTheirs =
    form && form.path === path && form.until > Date.now() && form.whose === sha256(token).toString("hex");
  return isTheirs ? form.sealed : null;
}

function held(): Map<string, Held> {
  globalThis.windlassHeldForms ??= new Map();
  return globalThis.windlassHeldForms;
}

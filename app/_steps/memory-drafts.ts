import { randomUUID } from "node:crypto";
import { sha256 } from "@/db/connection/sha256";

type MemoryDraft = {
  readonly ownerHash: string;
  readonly path: string;
  readonly sealed: Buffer;
  readonly until: number;
};

declare global {
  // The framework loads this module several times in one process.
  var windlassMemoryDrafts: Map<string, MemoryDraft> | undefined;
}

const msPerDay = 24 * 3_600_000;
const maxPerSession = 3;
const maxBytes = 16 * 1024 * 1024;

/** For when the database cannot save a draft. The latest three of a session are held for a day. */
export function storeMemoryDraft(token: string, path: string, sealed: Buffer): string {
  const ownerHash = sha256(token).toString("hex");
  const id = randomUUID();
  const forms = memoryDrafts();
  for (const own of [...forms].filter(([, form]) => form.ownerHash === ownerHash).slice(0, -(maxPerSession - 1)))
    forms.delete(own[0]);
  forms.set(id, { ownerHash, path, sealed, until: Date.now() + msPerDay });
  let bytes = [...forms.values()].reduce((sum, form) => sum + form.sealed.length, 0);
  for (const [oldest, form] of forms) {
    if (bytes <= maxBytes && form.until > Date.now()) break;
    forms.delete(oldest);
    bytes -= form.sealed.length;
  }
  return id;
}

/** Null for another session or path, or after a day. */
export function readMemoryDraft(token: string, id: string, path: string): Buffer | null {
  const form = memoryDrafts().get(id);
  const isTheirs =
    form && form.path === path && form.until > Date.now() && form.ownerHash === sha256(token).toString("hex");
  return isTheirs ? form.sealed : null;
}

function memoryDrafts(): Map<string, MemoryDraft> {
  globalThis.windlassMemoryDrafts ??= new Map();
  return globalThis.windlassMemoryDrafts;
}

import cluster from "node:cluster";
import { randomUUID } from "node:crypto";
import { z } from "zod";
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

/** For when the database cannot save a draft. The latest three of a session are held for a day, by every process that serves pages. */
export function storeMemoryDraft(token: string, path: string, sealed: Buffer): string {
  const id = randomUUID();
  const form = { ownerHash: sha256(token).toString("hex"), path, sealed, until: Date.now() + msPerDay };
  holdDraft(id, form);
  if (cluster.isWorker) process.send?.({ memoryDraft: { ...form, id, sealed: sealed.toString("base64") } });
  return id;
}

function holdDraft(id: string, form: MemoryDraft): void {
  const forms = memoryDrafts();
  const own = [...forms].filter(([, { ownerHash }]) => ownerHash === form.ownerHash);
  for (const [older] of own.slice(0, -(maxPerSession - 1))) forms.delete(older);
  forms.set(id, form);
  let bytes = [...forms.values()].reduce((sum, { sealed }) => sum + sealed.length, 0);
  for (const [oldest, { sealed, until }] of forms) {
    if (bytes <= maxBytes && until > Date.now()) break;
    forms.delete(oldest);
    bytes -= sealed.length;
  }
}

const sharedDraft = z.object({
  memoryDraft: z.object({
    id: z.uuid(),
    ownerHash: z.string(),
    path: z.string(),
    sealed: z.base64().transform((text) => Buffer.from(text, "base64")),
    until: z.number(),
  }),
});

/** Lets this process hold the drafts that the other processes of the web server send (bin/serve/web-processes.mjs). */
export function holdDraftsOfOtherProcesses(): void {
  if (!cluster.isWorker) return;
  process.on("message", (message) => {
    const shared = sharedDraft.safeParse(message);
    if (shared.success) holdDraft(shared.data.memoryDraft.id, shared.data.memoryDraft);
  });
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

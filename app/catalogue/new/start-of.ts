import { readEntries } from "@/db/catalogue/read-entries";
import { readChange } from "@/db/changes/read-change";
import { typedOf } from "@/lib/changes/change-fields";
import { recordIn } from "@/lib/changes/record-number";
import type { Typed } from "@/lib/form/typed";
import { isClosed } from "@/lib/rules/record";

/** From the version that is replaced, or from a closed change. */
export async function startOf({ entry, change }: { entry?: string; change?: string }): Promise<Typed> {
  if (/^\d{1,15}$/.test(entry ?? "")) return fromEntry(Number(entry));
  const id = recordIn(String(change ?? ""), "CHG");
  return id === null ? {} : fromChange(id);
}

async function fromEntry(id: number): Promise<Typed> {
  const [entry] = await readEntries(id);
  if (!entry) return {};
  const { blanks } = entry;
  return {
    replaces: String(entry.id),
    entryKind: entry.kind,
    title: entry.title,
    category: entry.category,
    systems: entry.systems.map((system) => String(system.id)),
    clients: entry.clients.map((client) => String(client.id)),
    what: entry.what,
    rollbackPlan: entry.rollbackPlan,
    verification: entry.verification,
    reversible: String(entry.reversible),
    allowedInFreeze: String(entry.allowedInFreeze),
    expiresOn: entry.expiresOn ?? "",
    blankName: blanks.map(({ name }) => name),
    blankLabel: blanks.map(({ label }) => label),
    blankExample: blanks.map(({ example }) => example ?? ""),
    blankPattern: blanks.map(({ pattern }) => pattern ?? ""),
    blankOptions: blanks.map(({ options }) => options?.join("\n") ?? ""),
  };
}

async function fromChange(id: number): Promise<Typed> {
  const change = await readChange(id);
  if (!change || !isClosed(change.status)) return {};
  return {
    fromChange: String(change.id),
    ...typedOf(change, ["title", "category", "systems", "what", "rollbackPlan", "verification", "reversible"]),
  };
}

import { readEntries } from "@/db/catalogue/read-entries";
import { readChange } from "@/db/changes/read-change";
import { changeFormValues } from "@/lib/changes/change-fields";
import { parseRecordNumber } from "@/lib/changes/record-number";
import type { FormValues } from "@/lib/form/form-values";
import { isClosed } from "@/lib/rules/record";

/** From the version that is replaced, or from a closed change. */
export async function proposalDefaults({ entry, change }: { entry?: string; change?: string }): Promise<FormValues> {
  if (/^\d{1,15}$/.test(entry ?? "")) return fromEntry(Number(entry));
  const id = parseRecordNumber(String(change ?? ""), "CHG");
  return id === null ? {} : fromChange(id);
}

async function fromEntry(id: number): Promise<FormValues> {
  const [entry] = await readEntries(id);
  if (!entry) return {};
  const { templateFields } = entry;
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
    blankName: templateFields.map(({ name }) => name),
    blankLabel: templateFields.map(({ label }) => label),
    blankExample: templateFields.map(({ example }) => example ?? ""),
    blankPattern: templateFields.map(({ pattern }) => pattern ?? ""),
    blankOptions: templateFields.map(({ options }) => options?.join("\n") ?? ""),
  };
}

async function fromChange(id: number): Promise<FormValues> {
  const change = await readChange(id);
  if (!change || !isClosed(change.status)) return {};
  return {
    fromChange: String(change.id),
    ...changeFormValues(change, ["title", "category", "systems", "what", "rollbackPlan", "verification", "reversible"]),
  };
}

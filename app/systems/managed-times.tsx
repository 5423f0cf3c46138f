import { DeadlineBadge } from "@/components/record/deadline-badge";
import type { ListedSystem } from "@/db/systems/list-systems";
import { statusLabel } from "@/lib/rules/labels";
import { formatDateOf } from "@/lib/time/format";

export function ManagedTimes({ system, zone }: { system: ListedSystem; zone: string }) {
  const { status, managed, managedSince, managedUntil } = system;
  const times = `since ${formatDateOf(managedSince, zone)}${managedUntil ? `, until ${formatDateOf(managedUntil, zone)}` : ""}`;
  const shown = <span className="whitespace-nowrap">{times}</span>;
  if (managed) return shown;
  return (
    <>
      {shown}{" "}
      <DeadlineBadge icon="barred">{status === "managed" ? "not managed now" : statusLabel(status)}</DeadlineBadge>
    </>
  );
}

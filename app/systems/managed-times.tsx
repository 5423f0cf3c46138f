import { Remark } from "@/components/record/remark";
import type { ListedSystem } from "@/db/systems/list-systems";
import { statusWord } from "@/lib/rules/words";
import { tellDay } from "@/lib/time/format";

export function ManagedTimes({ system, zone }: { system: ListedSystem; zone: string }) {
  const { status, managed, managedSince, managedUntil } = system;
  const times = `since ${tellDay(managedSince, zone)}${managedUntil ? `, until ${tellDay(managedUntil, zone)}` : ""}`;
  if (managed) return times;
  return (
    <>
      {times} <Remark icon="barred">{status === "managed" ? "not managed now" : statusWord(status)}</Remark>
    </>
  );
}

import { type EntryStatus, isEntryLive } from "@/lib/rules/record";
import { formatDate } from "@/lib/time/format";

type EntryState = { readonly status: EntryStatus; readonly expiresOn: string | null; readonly expired: boolean };

/** Whether an approved entry has expired, or until when it is valid; empty otherwise. */
export function entryExpiryLabel({ status, expiresOn, expired }: EntryState): string {
  if (!isEntryLive(status) || expiresOn === null) return "";
  return expired ? `expired after ${formatDate(expiresOn)}` : `until ${formatDate(expiresOn)}`;
}

/** Uses are counted up to this number, which then means: as many or more. */
export const usageCap = 1000;

/** Of an entry from which no change was made. */
export const unused = { used: 0, failed: 0 };

/** "used 12 times, 1 failed". */
export function usageLabel({ used, failed }: { readonly used: number; readonly failed: number }): string {
  if (used === 0) return "not used yet";
  return `used ${used === 1 ? "once" : `${countLabel(used)} times`}${failed > 0 ? `, ${countLabel(failed)} failed` : ""}`;
}

const countLabel = (count: number) => (count < usageCap ? String(count) : `${usageCap} or more`);

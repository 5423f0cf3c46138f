import { type EntryStatus, isLive } from "@/lib/rules/record";
import { tellDate } from "@/lib/time/format";

type Standing = { readonly status: EntryStatus; readonly expiresOn: string | null; readonly expired: boolean };

/** Whether an approved entry has expired, or until when it is valid; empty otherwise. */
export function standingOfEntry({ status, expiresOn, expired }: Standing): string {
  if (!isLive(status) || expiresOn === null) return "";
  return expired ? `expired after ${tellDate(expiresOn)}` : `until ${tellDate(expiresOn)}`;
}

/** "used 12 times, 1 failed". */
export function usedWords({ used, failed }: { readonly used: number; readonly failed: number }): string {
  if (used === 0) return "not used yet";
  return `used ${used === 1 ? "once" : `${used} times`}${failed > 0 ? `, ${failed} failed` : ""}`;
}

import { haltedDeploys } from "@/lib/halts/halted-deploys";
import { oneLine, paragraph } from "@/lib/text/plain-text";
import { lasting, tellPlainly, tellSpan } from "@/lib/time/format";
import type { DueChange, DueHalt, DueNotice } from "./due-notice";

export const deploysOf = (halt: DueHalt | null): string =>
  halt ? oneLine(haltedDeploys(halt), lengths.headline) : "application deploys";

/** "CHG-1001 failed: A title", the title of an emergency being the first line of what is done. */
export function of({ change, kind }: DueNotice, verb: string): string {
  if (!change) return `A record ${verb} (${kind})`;
  const title = change.title ?? change.what?.split("\n")[0];
  return `${change.number} ${verb}${title ? `: ${title}` : ""}`;
}

export const by = (words: string, { change }: DueNotice): string | null =>
  change?.by ? `${words} ${oneLine(change.by, lengths.name)}.` : null;

export const reportedBy = (due: DueNotice, zone?: string): string | null =>
  due.change?.by
    ? `Reported by ${oneLine(due.change.by, lengths.name)}${zone ? `, ${tellPlainly(due.queuedAt, zone)}` : ""}.`
    : null;

export function systemsOf(change: DueChange | null): string | null {
  if (change?.systemInWords && change.systems.length === 0)
    return `System (not registered): ${oneLine(change.systemInWords, lengths.systems)}`;
  if (!change || change.systems.length === 0) return null;
  const names = oneLine(change.systems.join(", "), lengths.systems);
  return `${change.systems.length === 1 ? "System" : "Systems"}: ${names}`;
}

export function labelled(label: string, text: string | null | undefined, most: number): string | null {
  const shown = paragraph(text ?? "", most);
  return shown ? `${label}: ${shown}` : null;
}

export function opening({ change, now }: DueNotice): string {
  if (!change?.windowStart || Date.parse(change.windowStart) <= Date.parse(now)) return "may begin: its window is open";
  return `may begin in ${lasting(now, change.windowStart)}`;
}

export function windowOf({ change }: DueNotice, zone: string): string | null {
  if (!change?.windowStart || !change.windowEnd) return null;
  return `Window: ${plainSpan(change.windowStart, change.windowEnd, zone)}`;
}

export function plainSpan(from: string, until: string, zone: string): string {
  const { here, utc } = tellSpan(from, until, zone);
  return utc ? `${here} (${utc})` : here;
}

export const toChange = ({ change }: DueNotice) =>
  change ? [{ to: "Change", path: `/changes/${change.number}` }] : [];

export const lengths = { headline: 160, name: 80, systems: 300, short: 500, long: 1500 };

import { describeHaltedDeploys } from "@/lib/halts/halted-deploys";
import { toOneLine, toParagraph } from "@/lib/text/plain-text";
import { formatDateTime, formatDuration, formatRange } from "@/lib/time/format";
import type { DueChange, DueHalt, DueNotice } from "./due-notice";

export const haltedDeploysOf = (halt: DueHalt | null): string =>
  halt ? toOneLine(describeHaltedDeploys(halt), maxLengths.headline) : "application deploys";

/** "CHG-1001 failed: A title", the title of an emergency being the first line of what is done. */
export function headlineFor({ change, kind }: DueNotice, verb: string): string {
  if (!change) return `A record ${verb} (${kind})`;
  const title = change.title ?? change.what?.split("\n")[0];
  return `${change.number} ${verb}${title ? `: ${title}` : ""}`;
}

export const actorSentence = (prefix: string, { change }: DueNotice): string | null =>
  change?.by ? `${prefix} ${toOneLine(change.by, maxLengths.name)}.` : null;

export const reportedBySentence = (due: DueNotice, zone?: string): string | null =>
  due.change?.by
    ? `Reported by ${toOneLine(due.change.by, maxLengths.name)}${zone ? `, ${formatDateTime(due.queuedAt, zone)}` : ""}.`
    : null;

export function systemsLine(change: DueChange | null): string | null {
  if (change?.systemInWords && change.systems.length === 0)
    return `System (not registered): ${toOneLine(change.systemInWords, maxLengths.systems)}`;
  if (!change || change.systems.length === 0) return null;
  const names = toOneLine(change.systems.join(", "), maxLengths.systems);
  return `${change.systems.length === 1 ? "System" : "Systems"}: ${names}`;
}

export function labelledText(label: string, text: string | null | undefined, maxLength: number): string | null {
  const shownText = toParagraph(text ?? "", maxLength);
  return shownText ? `${label}: ${shownText}` : null;
}

export function openingPhrase({ change, now }: DueNotice): string {
  if (!change?.windowStart || Date.parse(change.windowStart) <= Date.parse(now)) return "may begin: its window is open";
  return `may begin in ${formatDuration(now, change.windowStart)}`;
}

export function windowLine({ change }: DueNotice, zone: string): string | null {
  if (!change?.windowStart || !change.windowEnd) return null;
  return `Window: ${formatPlainRange(change.windowStart, change.windowEnd, zone)}`;
}

export function formatPlainRange(from: string, until: string, zone: string): string {
  const { local, utc } = formatRange(from, until, zone);
  return utc ? `${local} (${utc})` : local;
}

export const changeLinks = ({ change }: DueNotice) =>
  change ? [{ to: "Change", path: `/changes/${change.number}` }] : [];

export const maxLengths = { headline: 160, name: 80, systems: 300, short: 500, long: 1500 };

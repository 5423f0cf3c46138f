import { age } from "@/lib/time/format";
import type { Deed, Trace } from "./trace";

export const isAfter = (deed: Deed | null, other: Deed | null): boolean =>
  deed !== null && other !== null && deed.at > other.at;

export const isSame = (deed: Deed | null, other: Deed | null): boolean => deed !== null && deed.id === other?.id;

export const wrote = (deed: Deed | null, { authors }: Trace): boolean =>
  deed !== null && authors.some(({ id }) => id === deed.id);

export const tookPart = (deed: Deed | null, trace: Trace): boolean =>
  wrote(deed, trace) || [trace.executed, trace.rolledBack, trace.documented].some((part) => isSame(part, deed));

export const calledOff = ({ ended }: Trace): Deed | null => (ended?.step === "call_off" ? ended : null);

export function outside({ startedAt, windowStart, windowEnd }: Trace): string | null {
  if (!startedAt || !windowStart || !windowEnd) return null;
  if (startedAt < windowStart) return `Started ${age(startedAt, windowStart)} before its window.`;
  return startedAt >= windowEnd ? `Started ${age(windowEnd, startedAt)} after its window.` : null;
}

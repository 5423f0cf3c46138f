import { type ChangeStatus, type ChangeType, isRunning } from "@/lib/rules/record";
import { list } from "@/lib/text/list";

/** A change on a system of another that its people have to know of. Instants are ISO texts in UTC. */
type Neighbour = {
  readonly number: string;
  readonly type: ChangeType;
  readonly status: ChangeStatus;
  /** The systems that both touch. */
  readonly systems: readonly string[];
  /** Who carries it out, or is to. */
  readonly who: string;
  readonly windowStart: string | null;
  readonly windowEnd: string | null;
};

/** What a neighbour does on the systems that it shares, after its number; `span` tells its window. */
export function neighbourWords(
  { type, status, systems, who, windowStart, windowEnd }: Omit<Neighbour, "number">,
  span: (from: string, to: string) => string,
): string {
  const place = `on ${list(systems, "and")}`;
  const window = windowStart && windowEnd ? `, for ${span(windowStart, windowEnd)}` : "";
  if (status === "failed") return `failed ${place} and has to be rolled back (${who}).`;
  if (type === "emergency") return `is an emergency that runs ${place} now (${who}).`;
  return isRunning(status) ? `is being made ${place}${window} (${who}).` : `is scheduled ${place}${window} (${who}).`;
}

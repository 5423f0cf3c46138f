import { type ChangeStatus, type ChangeType, isRunning } from "@/lib/rules/record";
import { list } from "@/lib/text/list";

/** Another change on the same system at the same time. Instants are ISO 8601 in UTC. */
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

/** What the other change does on the shared systems, to follow its number; `span` formats its window. */
export function neighbourWords(
  { type, status, systems, who, windowStart, windowEnd }: Omit<Neighbour, "number">,
  span: (from: string, to: string) => string,
): string {
  const place = `on ${list(systems, "and")}`;
  const window = windowStart && windowEnd ? `, for ${span(windowStart, windowEnd)}` : "";
  if (status === "failed") return `failed ${place} and must be rolled back (${who}).`;
  if (type === "emergency") return `is an emergency in progress ${place} (${who}).`;
  return isRunning(status) ? `is in progress ${place}${window} (${who}).` : `is scheduled ${place}${window} (${who}).`;
}

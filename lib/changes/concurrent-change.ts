import { type ChangeStatus, type ChangeType, isRunning } from "@/lib/rules/record";
import { joinList } from "@/lib/text/join-list";

/** Another change on the same system at the same time. Instants are ISO 8601 in UTC. */
type ConcurrentChange = {
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
export function concurrentChangeSentence(
  { type, status, systems, who, windowStart, windowEnd }: Omit<ConcurrentChange, "number">,
  formatWindow: (from: string, to: string) => string,
): string {
  const onSystems = `on ${joinList(systems, "and")}`;
  const window = windowStart && windowEnd ? `, for ${formatWindow(windowStart, windowEnd)}` : "";
  if (status === "failed") return `failed ${onSystems} and must be rolled back (${who}).`;
  if (type === "emergency") return `is an emergency in progress ${onSystems} (${who}).`;
  return isRunning(status)
    ? `is in progress ${onSystems}${window} (${who}).`
    : `is scheduled ${onSystems}${window} (${who}).`;
}

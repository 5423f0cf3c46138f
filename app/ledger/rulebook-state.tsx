import { Code } from "@/components/basics/code";
import { Notice } from "@/components/basics/notice";
import type { RulebookPart } from "@/db/rules/changed-rulebook-parts";
import { joinList } from "@/lib/text/join-list";

/** Nothing while the database's rulebook is this program's. */
export function RulebookState({ changedParts }: { changedParts: readonly RulebookPart[] }) {
  if (changedParts.length === 0) return null;
  return (
    <Notice
      tone="bad"
      role="alert"
      heading={`The rulebook in the database differs from this program: ${joinList(changedParts, "and")}`}
    >
      <p className="max-w-prose">
        After this program started, somebody changed the rules in the database that decide who may take which step. To
        see which steps were taken since, look at the rulebook that each event names in the log, or run{" "}
        <Code>npm run replay</Code>.
      </p>
      <p className="max-w-prose">
        Find out who could write to the database as its owner. Restarting restores this program’s rules and functions
        and records what it found.
      </p>
    </Notice>
  );
}

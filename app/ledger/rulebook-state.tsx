import { Code } from "@/components/basics/code";
import { Notice } from "@/components/basics/notice";
import type { PartOfRulebook } from "@/db/rules/living-rulebook";
import { list } from "@/lib/text/list";

/** Nothing while the database's rulebook is this program's. */
export function RulebookState({ changed }: { changed: readonly PartOfRulebook[] }) {
  if (changed.length === 0) return null;
  return (
    <Notice
      tone="bad"
      role="alert"
      heading={`The living rulebook is not this program’s: other ${list(changed, "and")}`}
    >
      <p className="max-w-prose">
        Somebody changed in the database what decides who may take which step, since this program started. Which steps
        were taken meanwhile is told by the rulebook that each names in the log, and by <Code>npm run replay</Code>.
      </p>
      <p className="max-w-prose">
        Find out who could write to the database as its owner. A new start writes this program’s rules and functions
        again, and records what it found.
      </p>
    </Notice>
  );
}

import { Table } from "@/components/basics/table";
import { DateTime } from "@/components/record/date-time";
import { Section } from "@/components/shell/section";
import type { ScopeDecision } from "@/db/systems/read-scope-decisions";

export function OutOfScope({ decisions, zone }: { decisions: readonly ScopeDecision[]; zone: string }) {
  if (decisions.length === 0) return null;
  return (
    <Section
      heading="Decided out of scope"
      trailing={
        <a className="link text-sm print:hidden" href="/halts">
          Deploy halts
        </a>
      }
    >
      <Table
        caption="Application deploys not recorded as changes, newest first"
        columns={["When", "Who", "Message shown"]}
        rows={decisions.map(({ id, at, by, sentence }) => ({
          key: String(id),
          cells: [<DateTime key="at" at={at} zone={zone} isBrief />, by, sentence],
        }))}
      />
    </Section>
  );
}

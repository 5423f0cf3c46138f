import { Table } from "@/components/basics/table";
import { When } from "@/components/record/when";
import { Section } from "@/components/shell/section";
import type { ScopeDecision } from "@/db/systems/read-scope-decisions";

export function OutOfScope({ decisions, zone }: { decisions: readonly ScopeDecision[]; zone: string }) {
  if (decisions.length === 0) return null;
  return (
    <Section
      heading="Decided to be out of scope"
      aside={
        <a className="link text-sm print:hidden" href="/halts">
          Deploy halts
        </a>
      }
    >
      <Table
        caption="Application deploys that were not recorded as changes, the newest first"
        heads={["When", "Who", "What they were told"]}
        rows={decisions.map(({ id, at, by, sentence }) => ({
          key: String(id),
          cells: [<When key="at" at={at} zone={zone} brief />, by, sentence],
        }))}
      />
    </Section>
  );
}

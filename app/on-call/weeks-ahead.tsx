import { EmptyState } from "@/components/basics/empty-state";
import { Notice } from "@/components/basics/notice";
import { Table } from "@/components/basics/table";
import { DateTimeRange } from "@/components/record/date-time";
import { DeadlineBadge } from "@/components/record/deadline-badge";
import { Section } from "@/components/shell/section";
import type { OnCall, OnCallSpan, UpcomingShifts } from "@/db/on-call/read-roster";
import { tierLabels } from "@/lib/rules/labels";
import { type Tier, tiers } from "@/lib/rules/record";

export function WeeksAhead({
  ahead: { spans, gaps, until },
  zone,
  more,
}: {
  ahead: UpcomingShifts;
  zone: string;
  more: number | null;
}) {
  const isEmpty = spans.every(({ onCall }) => onCall.length === 0);
  return (
    <Section
      heading="The weeks ahead"
      trailing={
        more ? (
          <a className="link text-sm print:hidden" href={`/on-call?weeks=${more}`}>
            {`Show ${more} weeks`}
          </a>
        ) : null
      }
    >
      {isEmpty ? (
        <EmptyState>Nobody is on call in the weeks ahead. Place a rotation below.</EmptyState>
      ) : (
        <div className="grid gap-4">
          {gaps.length > 0 ? <Gaps gaps={gaps} until={until} zone={zone} /> : null}
          <Table
            caption="Who is on call, by time"
            columns={["When", ...tiers.map((tier) => tierLabels[tier])]}
            rows={mergeSpans(spans).map((span) => ({
              key: span.from,
              cells: [
                <DateTimeRange key="when" from={span.from} to={span.until} zone={zone} />,
                ...tiers.map((tier) => <OnCallNames key={tier} tier={tier} onCall={span.onCall} />),
              ],
            }))}
          />
        </div>
      )}
    </Section>
  );
}

const maxGaps = 5;

function Gaps({ gaps, until, zone }: Pick<UpcomingShifts, "gaps" | "until"> & { zone: string }) {
  return (
    <Notice tone="warn" heading="No primary on call">
      <ul>
        {gaps.slice(0, maxGaps).map(([from, to]) => (
          <li key={from}>
            {to === until ? "at least " : ""}
            <DateTimeRange from={from} to={to} zone={zone} />
          </li>
        ))}
        {gaps.length > maxGaps ? <li>{`and ${gaps.length - maxGaps} more times`}</li> : null}
      </ul>
    </Notice>
  );
}

function OnCallNames({ tier, onCall }: { tier: Tier; onCall: readonly OnCall[] }) {
  const names = onCall.filter((one) => one.tier === tier).map(({ name }) => name);
  return (
    <>
      <span className="text-muted md:hidden">{tierLabels[tier]}: </span>
      {names.length > 0 ? names.join(", ") : <Nobody tier={tier} />}
    </>
  );
}

const Nobody = ({ tier }: { tier: Tier }) =>
  tier === tiers[0] ? (
    <DeadlineBadge tone="warn" icon="alert">
      Nobody
    </DeadlineBadge>
  ) : (
    <span className="text-muted">nobody</span>
  );

/** Adjacent spans with the same people become one. */
function mergeSpans(spans: readonly OnCallSpan[]): readonly OnCallSpan[] {
  const all: OnCallSpan[] = [];
  for (const span of spans) {
    const last = all.at(-1);
    if (last && onCallKey(last) === onCallKey(span)) all[all.length - 1] = { ...last, until: span.until };
    else all.push(span);
  }
  return all;
}

const onCallKey = ({ onCall }: OnCallSpan) => onCall.map(({ tier, id }) => `${tier} ${id}`).join();

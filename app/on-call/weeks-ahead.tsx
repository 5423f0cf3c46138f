import { Empty } from "@/components/basics/empty";
import { Notice } from "@/components/basics/notice";
import { Table } from "@/components/basics/table";
import { Remark } from "@/components/record/remark";
import { WhenSpan } from "@/components/record/when";
import { Section } from "@/components/shell/section";
import type { Ahead, OnCall, OnCallSpan } from "@/db/on-call/read-roster";
import { type Tier, tiers } from "@/lib/rules/record";
import { tierWords } from "@/lib/rules/words";

export function WeeksAhead({
  ahead: { spans, gaps, until },
  zone,
  more,
}: {
  ahead: Ahead;
  zone: string;
  more: number | null;
}) {
  const isEmpty = spans.every(({ onCall }) => onCall.length === 0);
  return (
    <Section
      heading="The weeks ahead"
      aside={
        more ? (
          <a className="link text-sm print:hidden" href={`/on-call?weeks=${more}`}>
            {`Show ${more} weeks`}
          </a>
        ) : null
      }
    >
      {isEmpty ? (
        <Empty>Nobody is on call in the weeks ahead. Place a rotation below.</Empty>
      ) : (
        <div className="grid gap-4">
          {gaps.length > 0 ? <Gaps gaps={gaps} until={until} zone={zone} /> : null}
          <Table
            caption="Who is on call, by time"
            heads={["When", ...tiers.map((tier) => tierWords[tier])]}
            rows={joined(spans).map((span) => ({
              key: span.from,
              cells: [
                <WhenSpan key="when" from={span.from} to={span.until} zone={zone} />,
                ...tiers.map((tier) => <Names key={tier} tier={tier} onCall={span.onCall} />),
              ],
            }))}
          />
        </div>
      )}
    </Section>
  );
}

const shownGaps = 5;

function Gaps({ gaps, until, zone }: Pick<Ahead, "gaps" | "until"> & { zone: string }) {
  return (
    <Notice tone="warn" heading="No primary on call">
      <ul>
        {gaps.slice(0, shownGaps).map(([from, to]) => (
          <li key={from}>
            {to === until ? "at least " : ""}
            <WhenSpan from={from} to={to} zone={zone} />
          </li>
        ))}
        {gaps.length > shownGaps ? <li>{`and ${gaps.length - shownGaps} more times`}</li> : null}
      </ul>
    </Notice>
  );
}

function Names({ tier, onCall }: { tier: Tier; onCall: readonly OnCall[] }) {
  const names = onCall.filter((one) => one.tier === tier).map(({ name }) => name);
  return (
    <>
      <span className="text-muted md:hidden">{tierWords[tier]}: </span>
      {names.length > 0 ? names.join(", ") : <Nobody tier={tier} />}
    </>
  );
}

const Nobody = ({ tier }: { tier: Tier }) =>
  tier === tiers[0] ? (
    <Remark tone="warn" icon="alert">
      Nobody
    </Remark>
  ) : (
    <span className="text-muted">nobody</span>
  );

/** Adjacent spans with the same people become one. */
function joined(spans: readonly OnCallSpan[]): readonly OnCallSpan[] {
  const all: OnCallSpan[] = [];
  for (const span of spans) {
    const last = all.at(-1);
    if (last && called(last) === called(span)) all[all.length - 1] = { ...last, until: span.until };
    else all.push(span);
  }
  return all;
}

const called = ({ onCall }: OnCallSpan) => onCall.map(({ tier, id }) => `${tier} ${id}`).join();

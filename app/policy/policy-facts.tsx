import { DateTime } from "@/components/record/date-time";
import { DefinitionList } from "@/components/record/definition-list";
import type { Policy, PolicyVersion } from "@/db/policy/read-policy";
import { policy } from "@/lib/policy/policy";
import { formatDate, formatDaysBetween } from "@/lib/time/format";

type Props = { policyRecord: Policy; shown: PolicyVersion; zone: string };

export function PolicyFacts({ policyRecord: { dueOn, today }, shown, zone }: Props) {
  const { version, since, until, by, reason, reviewedOn, sinceOn } = shown;
  return (
    <DefinitionList
      rows={[
        { term: "Owner", value: policy.owner },
        { term: "Version", value: `${version}${until ? ", no longer in force" : ", in force"}` },
        { term: "Since", value: by ? <DateTime at={since} zone={zone} /> : <Day date={sinceOn} /> },
        ...(until ? [{ term: "Until", value: <DateTime at={until} zone={zone} /> }] : []),
        { term: "Published by", value: by ?? "shipped with Windlass" },
        ...(reason ? [{ term: "Why", value: reason }] : []),
        { term: "Last reviewed", value: <Day date={reviewedOn} /> },
        ...(until ? [] : [{ term: "Next review due", value: <Due on={dueOn} today={today} /> }]),
      ]}
    />
  );
}

const Day = ({ date }: { date: string }) => <time dateTime={date}>{formatDate(date)}</time>;

const Due = ({ on, today }: { on: string; today: string }) => (
  <>
    <Day date={on} />
    {on < today ? <b className="text-bad-ink">, overdue by {formatDaysBetween(on, today)}</b> : null}
  </>
);

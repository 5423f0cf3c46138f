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
        { term: "Owner", answer: policy.owner },
        { term: "Version", answer: `${version}${until ? ", no longer in force" : ", in force"}` },
        { term: "Since", answer: by ? <DateTime at={since} zone={zone} /> : <Day date={sinceOn} /> },
        ...(until ? [{ term: "Until", answer: <DateTime at={until} zone={zone} /> }] : []),
        { term: "Published by", answer: by ?? "the text that ships with Windlass" },
        ...(reason ? [{ term: "Why", answer: reason }] : []),
        { term: "Last reviewed", answer: <Day date={reviewedOn} /> },
        ...(until ? [] : [{ term: "Next review due", answer: <Due on={dueOn} today={today} /> }]),
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

import { Facts } from "@/components/record/facts";
import { When } from "@/components/record/when";
import type { Policy, PolicyVersion } from "@/db/policy/read-policy";
import { policy } from "@/lib/policy/policy";
import { daysBetween, tellDate } from "@/lib/time/format";

type Props = { of: Policy; shown: PolicyVersion; zone: string };

export function PolicyFacts({ of: { dueOn, today }, shown, zone }: Props) {
  const { version, since, until, by, reason, reviewedOn, sinceOn } = shown;
  return (
    <Facts
      rows={[
        { term: "Owner", answer: policy.owner },
        { term: "Version", answer: `${version}${until ? ", no longer in force" : ", in force"}` },
        { term: "Since", answer: by ? <When at={since} zone={zone} /> : <Day date={sinceOn} /> },
        ...(until ? [{ term: "Until", answer: <When at={until} zone={zone} /> }] : []),
        { term: "Published by", answer: by ?? "the text that ships with Windlass" },
        ...(reason ? [{ term: "Why", answer: reason }] : []),
        { term: "Last reviewed", answer: <Day date={reviewedOn} /> },
        ...(until ? [] : [{ term: "Next review due", answer: <Due on={dueOn} today={today} /> }]),
      ]}
    />
  );
}

const Day = ({ date }: { date: string }) => <time dateTime={date}>{tellDate(date)}</time>;

const Due = ({ on, today }: { on: string; today: string }) => (
  <>
    <Day date={on} />
    {on < today ? <b className="text-bad-ink">, overdue by {daysBetween(on, today)}</b> : null}
  </>
);

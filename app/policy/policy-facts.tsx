import { Facts } from "@/components/facts";
import { When } from "@/components/when";
import type { Policy, PolicyVersion } from "@/db/read-policy";
import { policy } from "@/lib/policy";
import { age, tellDay } from "@/lib/time";

type Props = { of: Policy; shown: PolicyVersion; zone: string };

/** Whose the policy is, and of the version that is shown: since when it holds and until when, who put it in force and why. */
export function PolicyFacts({ of: { due, now }, shown, zone }: Props) {
  const { version, since, until, by, reason, reviewedAt } = shown;
  return (
    <Facts
      rows={[
        { term: "Owner", answer: policy.owner },
        { term: "Version", answer: `${version}${until ? ", no longer in force" : ", in force"}` },
        { term: "Since", answer: by ? <When at={since} zone={zone} /> : <Day at={since} /> },
        ...(until ? [{ term: "Until", answer: <When at={until} zone={zone} /> }] : []),
        { term: "Put in force by", answer: by ?? "the text that ships with Windlass" },
        ...(reason ? [{ term: "Why", answer: reason }] : []),
        { term: "Last reviewed", answer: <Day at={reviewedAt} /> },
        ...(until ? [] : [{ term: "Next review due", answer: <Due at={due} now={now} /> }]),
      ]}
    />
  );
}

const Day = ({ at }: { at: string }) => <time dateTime={at.slice(0, 10)}>{tellDay(at, "UTC")}</time>;

const Due = ({ at, now }: { at: string; now: string }) => (
  <>
    <Day at={at} />
    {at < now ? <b className="text-bad-ink">, overdue by {age(at, now)}</b> : null}
  </>
);

import type { Person } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { asJudged, delegationAsSubject } from "@/app/_steps/subject-of";
import { Disclosure } from "@/components/basics/disclosure";
import { Facts } from "@/components/record/facts";
import { PlainText } from "@/components/record/plain-text";
import { Remark } from "@/components/record/remark";
import { When, WhenSpan } from "@/components/record/when";
import type { DelegationRecord } from "@/db/people/read-delegations";
import { redactedText } from "@/lib/changes/redaction";
import { judge } from "@/lib/rules/judge";
import { age } from "@/lib/time/format";

type Props = { delegation: DelegationRecord; person: Person; now: string; kept: Kept | null };

export function Delegation({ delegation, person, now, kept }: Props) {
  const { id, delegate, lender, from, until, reason, placedAt, ended } = delegation;
  const zone = zoneOf(person);
  const rows = [
    { term: "When", answer: <WhenSpan from={from} to={until} zone={zone} /> },
    { term: "Why", answer: <PlainText text={reason ?? redactedText} /> },
    { term: "Delegated by", answer: <By name={lender} at={placedAt} zone={zone} /> },
    ...(ended
      ? [
          { term: "Ended by", answer: <By name={ended.by} at={ended.at} zone={zone} /> },
          { term: "Why ended", answer: <PlainText text={ended.reason ?? redactedText} /> },
        ]
      : []),
  ];
  return (
    <article
      aria-labelledby={`delegation-${id}`}
      className="grid gap-2 border-t border-line py-3 print:break-inside-avoid"
    >
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h3 id={`delegation-${id}`} className="font-medium wrap-anywhere">
          To{" "}
          <a className="link" href={`/people?person=${delegate.id}`}>
            {delegate.name}
          </a>
        </h3>
        <Standing delegation={delegation} now={now} />
      </div>
      <Facts rows={rows} />
      {mayEnd(delegation, person, now) ? <End delegation={delegation} person={person} kept={kept} /> : null}
    </article>
  );
}

/** A delegation that is over cannot be ended. */
export const mayEnd = (delegation: DelegationRecord, person: Person, now: string): boolean =>
  delegation.until > now &&
  judge("end_delegation", delegationAsSubject({ ...delegation, delegate: delegation.delegate.name }), asJudged(person))
    .ok;

function Standing({ delegation: { from, until, ended, counts }, now }: Pick<Props, "delegation" | "now">) {
  if (ended || until <= now) return null;
  if (from > now) return <Remark>{`begins in ${age(now, from)}`}</Remark>;
  return counts ? (
    <Remark tone="active" icon="person">{`in effect for another ${age(now, until)}`}</Remark>
  ) : (
    <Remark tone="warn" icon="barred">
      not in effect: one of the two no longer holds the required role
    </Remark>
  );
}

const By = ({ name, at, zone }: { name: string; at: string; zone: string }) => (
  <>
    {name}, <When at={at} zone={zone} />
  </>
);

const End = ({ delegation, person, kept }: Pick<Props, "delegation" | "person" | "kept">) => (
  <div className="max-w-md print:hidden">
    <Disclosure
      summary={`End the delegation to ${delegation.delegate.name}`}
      open={kept?.step === "end_delegation" && kept.id === delegation.id}
    >
      <FormOf
        step="end_delegation"
        subject="delegation"
        type=""
        id={delegation.id}
        seq={delegation.stepSeq}
        world={worldOf({ person })}
        kept={kept}
        look="danger"
      />
    </Disclosure>
  </div>
);

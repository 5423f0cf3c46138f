import type { Person } from "@/app/_request/session";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { asJudged, rosterAsSubject } from "@/app/_steps/subject-of";
import { Disclosure } from "@/components/basics/disclosure";
import { Empty } from "@/components/basics/empty";
import { Facts } from "@/components/record/facts";
import { PlainText } from "@/components/record/plain-text";
import { Remark } from "@/components/record/remark";
import { When, WhenSpan } from "@/components/record/when";
import type { RosterRecord } from "@/db/on-call/read-roster";
import { redactedText } from "@/lib/changes/redaction";
import { judge } from "@/lib/rules/judge";

type Props = { rosters: readonly RosterRecord[]; person: Person; kept: Kept | null; zone: string; now: string };

export function Placed({ rosters, ...shared }: Props) {
  if (rosters.length === 0) return <Empty>No shifts placed yet.</Empty>;
  return rosters.map((roster) => <Roster key={roster.id} roster={roster} {...shared} />);
}

function Roster({ roster, person, kept, zone, now }: Omit<Props, "rosters"> & { roster: RosterRecord }) {
  const { id, name, whole, shifts, people, placedBy, placedAt, withdrawn } = roster;
  const isOver = !whole || Date.parse(whole[1]) <= Date.parse(now);
  const rows = [
    { term: "Who", answer: people.join(", ") || "Nobody: withdrawn before it began." },
    ...(whole
      ? [
          {
            term: "When",
            answer: <WhenSpan from={whole[0]} to={whole[1]} zone={zone} />,
          },
          { term: "Shifts", answer: shifts },
        ]
      : []),
    { term: "Placed by", answer: <By name={placedBy} at={placedAt} zone={zone} /> },
    ...(withdrawn
      ? [
          { term: "Withdrawn by", answer: <By name={withdrawn.by} at={withdrawn.at} zone={zone} /> },
          { term: "Why withdrawn", answer: <PlainText text={withdrawn.reason ?? redactedText} /> },
        ]
      : []),
  ];
  const mayWithdraw = !isOver && judge("withdraw_shifts", rosterAsSubject(roster), asJudged(person)).ok;
  return (
    <article aria-label={`${name}, ${id}`} className="grid gap-2 border-t border-line py-3 print:break-inside-avoid">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h3 className="font-medium wrap-anywhere">{name}</h3>
        {withdrawn ? <Remark icon="barred">withdrawn</Remark> : isOver ? <Remark icon="done">over</Remark> : null}
      </div>
      <Facts rows={rows} />
      {mayWithdraw ? (
        <div className="max-w-md print:hidden">
          <Disclosure summary={`Withdraw “${name}”`} open={kept?.step === "withdraw_shifts" && kept.id === id}>
            <FormOf
              step="withdraw_shifts"
              subject="roster"
              type=""
              id={id}
              seq={roster.stepSeq}
              world={worldOf({ person })}
              kept={kept}
              look="danger"
            />
          </Disclosure>
        </div>
      ) : null}
    </article>
  );
}

const By = ({ name, at, zone }: { name: string; at: string; zone: string }) => (
  <>
    {name}, <When at={at} zone={zone} />
  </>
);

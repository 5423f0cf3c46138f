import type { SessionUser } from "@/app/_request/session";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { toActor, toRosterState } from "@/app/_steps/record-state";
import { Disclosure } from "@/components/basics/disclosure";
import { EmptyState } from "@/components/basics/empty-state";
import { DateTime, DateTimeRange } from "@/components/record/date-time";
import { DeadlineBadge } from "@/components/record/deadline-badge";
import { DefinitionList } from "@/components/record/definition-list";
import { PlainText } from "@/components/record/plain-text";
import type { RosterRecord } from "@/db/on-call/read-roster";
import { redactedText } from "@/lib/changes/redaction";
import { judge } from "@/lib/rules/judge";

type Props = {
  rosters: readonly RosterRecord[];
  person: SessionUser;
  formDraft: FormDraft | null;
  zone: string;
  now: string;
};

export function RosterList({ rosters, ...shared }: Props) {
  if (rosters.length === 0) return <EmptyState>No shifts placed yet.</EmptyState>;
  return rosters.map((roster) => <Roster key={roster.id} roster={roster} {...shared} />);
}

function Roster({ roster, person, formDraft, zone, now }: Omit<Props, "rosters"> & { roster: RosterRecord }) {
  const { id, name, whole, shifts, people, placedBy, placedAt, withdrawn } = roster;
  const isOver = !whole || Date.parse(whole[1]) <= Date.parse(now);
  const rows = [
    { term: "Who", value: people.join(", ") || "Nobody: withdrawn before it began." },
    ...(whole
      ? [
          {
            term: "When",
            value: <DateTimeRange from={whole[0]} to={whole[1]} zone={zone} />,
          },
          { term: "Shifts", value: shifts },
        ]
      : []),
    { term: "Placed by", value: <PersonAndTime name={placedBy} at={placedAt} zone={zone} /> },
    ...(withdrawn
      ? [
          { term: "Withdrawn by", value: <PersonAndTime name={withdrawn.by} at={withdrawn.at} zone={zone} /> },
          { term: "Why withdrawn", value: <PlainText text={withdrawn.reason ?? redactedText} /> },
        ]
      : []),
  ];
  const mayWithdraw = !isOver && judge("withdraw_shifts", toRosterState(roster), toActor(person)).ok;
  return (
    <article aria-label={`${name}, ${id}`} className="grid gap-2 border-t border-line py-3 print:break-inside-avoid">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h3 className="font-medium wrap-anywhere">{name}</h3>
        {withdrawn ? (
          <DeadlineBadge icon="barred">withdrawn</DeadlineBadge>
        ) : isOver ? (
          <DeadlineBadge icon="done">over</DeadlineBadge>
        ) : null}
      </div>
      <DefinitionList rows={rows} />
      {mayWithdraw ? (
        <div className="max-w-md print:hidden">
          <Disclosure
            summary={`Withdraw “${name}”`}
            open={formDraft?.step === "withdraw_shifts" && formDraft.id === id}
          >
            <StepFormWithDraft
              step="withdraw_shifts"
              recordType="roster"
              type=""
              id={id}
              seq={roster.stepSeq}
              options={formOptionsFor({ person })}
              formDraft={formDraft}
              variant="danger"
            />
          </Disclosure>
        </div>
      ) : null}
    </article>
  );
}

const PersonAndTime = ({ name, at, zone }: { name: string; at: string; zone: string }) => (
  <>
    {name}, <DateTime at={at} zone={zone} />
  </>
);

import { DeadlineBadge } from "@/components/record/deadline-badge";
import { RecordNumber } from "@/components/record/record-number";
import { StatusBadge } from "@/components/record/status-badge";
import { deadlinesOf } from "@/lib/changes/deadlines";
import { capitalise } from "@/lib/rules/labels";
import { formatAge } from "@/lib/time/format";
import type { HomeChange, PlacedChange } from "./home-sections";

type Props = {
  label: string;
  placed: readonly PlacedChange[];
  /** Whether each says what the reader can do with it, where the heading does not. */
  showsNextStep: boolean;
  now: string;
  zone: string;
};

/** Open changes, two short lines each, with what is urgent about them: deadlines, or how long they have waited. */
export const OpenChanges = ({ label, placed, showsNextStep, now, zone }: Props) => (
  <ul aria-label={label} className="open-changes">
    {placed.map(({ change, nextStep }) => (
      <li key={change.id}>
        <a className="link number" href={`/changes/${change.number}`}>
          <RecordNumber number={change.number} />
        </a>
        <span className="title">{change.title}</span>
        <span className="facts">
          <StatusBadge status={change.status} />
          {change.type === "emergency" ? <b className="text-bad-ink">{capitalise(change.type)}</b> : null}
          {showsNextStep && nextStep ? <b>{nextStep}</b> : null}
          <Deadlines change={change} now={now} zone={zone} />
          <span className="max-sm:hidden">{change.who}</span>
          <span className="systems">{change.systems.join(", ")}</span>
        </span>
      </li>
    ))}
  </ul>
);

function Deadlines({ change, now, zone }: { change: HomeChange; now: string; zone: string }) {
  const deadlines = deadlinesOf(change, now, zone);
  if (deadlines.length === 0) return <DeadlineBadge>{formatAge(change.since, now)}</DeadlineBadge>;
  return deadlines.map(({ tone, text }) => (
    <DeadlineBadge key={text} tone={tone}>
      {text}
    </DeadlineBadge>
  ));
}

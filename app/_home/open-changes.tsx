import { Icon } from "@/components/basics/icon";
import { DeadlineBadge } from "@/components/record/deadline-badge";
import { RecordNumber } from "@/components/record/record-number";
import { StatusBadge } from "@/components/record/status-badge";
import { deadlinesOf } from "@/lib/changes/deadlines";
import { capitalise } from "@/lib/rules/labels";
import type { ChangeType } from "@/lib/rules/record";
import { formatAge } from "@/lib/time/format";
import type { PlacedChange } from "./home-sections";

type Props = {
  label: string;
  placed: readonly PlacedChange[];
  /** Whether each says what the reader can do with it, where the heading does not. */
  showsNextStep: boolean;
  now: string;
  zone: string;
};

/** Open changes, at most two short lines each, with what is urgent about them: deadlines, or how long they have waited. */
export const OpenChanges = ({ label, placed, showsNextStep, now, zone }: Props) => (
  <ul aria-label={label} className="open-changes">
    {placed.map(({ change, nextStep }) => {
      const deadlines = deadlinesOf(change, now, zone);
      const isShort = !showsNextStep && deadlines.length === 0;
      return (
        <li key={change.id} className={isShort ? "one-line" : undefined}>
          <a className="link number" href={`/changes/${change.number}`}>
            <RecordNumber number={change.number} />
          </a>
          <span className="title">{change.title}</span>
          <span className="facts">
            <span className={nextStep ? "contents max-sm:hidden" : "contents"}>
              <StatusBadge status={change.status} />
            </span>
            {change.type === "emergency" ? <EmergencyBadge type={change.type} isShort={isShort} /> : null}
            {showsNextStep && nextStep ? <b>{nextStep}</b> : null}
            {deadlines.length === 0 ? <DeadlineBadge>for {formatAge(change.since, now)}</DeadlineBadge> : null}
            {deadlines.map(({ tone, text }) => (
              <DeadlineBadge key={text} tone={tone}>
                {text}
              </DeadlineBadge>
            ))}
            <span className="whitespace-nowrap max-sm:hidden">{change.who}</span>
            <span className="systems">{change.systems.join(", ")}</span>
          </span>
        </li>
      );
    })}
  </ul>
);

/** In a short line of a phone it is the icon alone. */
const EmergencyBadge = ({ type, isShort }: { type: ChangeType; isShort: boolean }) => (
  <b className="inline-flex items-center gap-1 text-bad-ink">
    <Icon name="siren" className="size-3.5" />
    <span className={isShort ? "max-sm:sr-only" : undefined}>{capitalise(type)}</span>
  </b>
);

import type { ReactNode } from "react";
import { Notice } from "@/components/basics/notice";
import type { Choice } from "@/components/form/select-field";
import { WhenSpan } from "@/components/record/when";
import type { Shift } from "@/lib/on-call/shifts";

type Props = {
  shifts: readonly Shift[];
  people: readonly Choice[];
  zone: string;
  now: string;
  children: ReactNode;
};

const shown = 60;

/** Past shifts are left out, and a current one begins now. */
export function Preview({ shifts, people, zone, now, children }: Props) {
  const standing = shifts.filter(([, , until]) => instant(until) > instant(now));
  const over = shifts.length - standing.length;
  return (
    <div className="grid gap-4">
      <Notice role="status" heading="Preview. Nothing is placed yet.">
        <p>
          {`${standing.length === 1 ? "1 shift" : `${standing.length} shifts`}${over > 0 ? `; ${over} more are already over and left out` : ""}:`}
        </p>
        <ol className="grid gap-x-12 gap-y-1 lg:grid-cols-2">
          {standing.slice(0, shown).map(([person, from, until]) => (
            <li key={`${person} ${from}`}>
              <span className="font-medium">
                {people.find(({ value }) => value === String(person))?.label ?? "someone unknown"}
              </span>
              , <WhenSpan from={instant(from) < instant(now) ? now : from} to={until} zone={zone} />
            </li>
          ))}
          {standing.length > shown ? <li>{`and ${standing.length - shown} more`}</li> : null}
        </ol>
      </Notice>
      <div className="max-w-md">{children}</div>
    </div>
  );
}

const instant = (at: string) => Date.parse(at);

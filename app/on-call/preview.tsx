import type { ReactNode } from "react";
import { Notice } from "@/components/basics/notice";
import type { Choice } from "@/components/form/select-field";
import { DateTimeRange } from "@/components/record/date-time";
import type { Shift } from "@/lib/on-call/shifts";

type Props = {
  shifts: readonly Shift[];
  people: readonly Choice[];
  zone: string;
  now: string;
  children: ReactNode;
};

const maxListed = 60;

/** Past shifts are left out, and a current one begins now. */
export function Preview({ shifts, people, zone, now, children }: Props) {
  const remaining = shifts.filter(([, , until]) => instantMs(until) > instantMs(now));
  const over = shifts.length - remaining.length;
  return (
    <div className="grid gap-4">
      <Notice role="status" heading="Preview. Nothing is placed yet.">
        <p>
          {`${remaining.length === 1 ? "1 shift" : `${remaining.length} shifts`}${over > 0 ? `; ${over} more are already over and left out` : ""}:`}
        </p>
        <ol className="grid gap-x-12 gap-y-1 lg:grid-cols-2">
          {remaining.slice(0, maxListed).map(([person, from, until]) => (
            <li key={`${person} ${from}`}>
              <span className="font-medium">
                {people.find(({ value }) => value === String(person))?.label ?? "someone unknown"}
              </span>
              , <DateTimeRange from={instantMs(from) < instantMs(now) ? now : from} to={until} zone={zone} />
            </li>
          ))}
          {remaining.length > maxListed ? <li>{`and ${remaining.length - maxListed} more`}</li> : null}
        </ol>
      </Notice>
      <div className="max-w-md">{children}</div>
    </div>
  );
}

const instantMs = (at: string) => Date.parse(at);

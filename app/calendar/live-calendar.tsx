"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Said } from "./calendar-drag";
import { handleCalendar } from "./calendar-gestures";

type Props = {
  /** Where an empty time leads to, with `AT` for its local time; null when nothing waits to be scheduled. */
  schedulePath: string | null;
  children: ReactNode;
};

/**
 * What a script adds to the calendar: windows that can be dragged and stretched, arrow keys, empty times that can be
 * clicked, and the page as others change it. Every one of them is a link or a form without it.
 */
export function LiveCalendar({ schedulePath, children }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const [said, say] = useState<Said | null>(null);
  useEffect(() => {
    if (!root.current) return;
    return handleCalendar(root.current, {
      say,
      refresh: () => router.refresh(),
      schedule: schedulePath ? (at) => router.push(schedulePath.replace("AT", encodeURIComponent(at))) : null,
    });
  }, [router, schedulePath]);
  return (
    <div ref={root}>
      <div role="status" aria-live="polite">
        {said?.ok ? <p className={`${notice} border-good-line bg-good-tint`}>{said.sentence}</p> : null}
      </div>
      <div role="alert">
        {said && !said.ok ? (
          <p className={`${notice} border-bad-line bg-bad-tint`}>
            <span className="font-medium">Not moved: </span>
            {said.sentence}
            {said.clause ? (
              <>
                {" "}
                <a className="link" href={`/policy#${said.clause}`}>
                  Read the clause
                </a>
              </>
            ) : null}
          </p>
        ) : null}
      </div>
      {children}
    </div>
  );
}

// Over the page, so that what was dropped is not pushed from under the pointer.
const notice = "fixed bottom-4 left-4 z-30 max-w-md rounded-md border px-3 py-2 shadow-panel print:hidden";

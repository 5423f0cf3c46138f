"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Said } from "./calendar-drag";
import { handleCalendar } from "./calendar-gestures";

type Props = {
  /** The path for scheduling on an empty time, with `AT` as its placeholder; null when nothing waits for a window. */
  schedulePath: string | null;
  children: ReactNode;
};

/**
 * Adds dragging, resizing, arrow keys, scheduling on empty times and live updates. Without JavaScript each of them is a link
 * or a form.
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

// Fixed over the page, so that the dropped window does not move under the pointer.
const notice = "fixed bottom-4 left-4 z-30 max-w-md rounded-md border px-3 py-2 shadow-panel print:hidden";

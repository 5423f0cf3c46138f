"use client";

import { useEffect, useState } from "react";
import { countdown } from "@/lib/time/countdown";

/**
 * How far it is to `due`, in words that are right when the page comes. With JavaScript they go on, by the product's
 * clock: that of the browser may be another one. It is a timer, which screen readers do not read out at each change.
 */
export function Countdown({ due, now }: { due: string; now: string }) {
  const [at, setAt] = useState(now);
  useEffect(() => {
    const ahead = Date.parse(now) - Date.now();
    const ticking = setInterval(() => setAt(new Date(Date.now() + ahead).toISOString()), 1000);
    return () => clearInterval(ticking);
  }, [now]);
  return (
    <span role="timer" className="whitespace-nowrap tabular-nums">
      {countdown(at, due).words}
    </span>
  );
}

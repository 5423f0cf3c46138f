"use client";

import { useEffect, useState } from "react";
import { countdown } from "@/lib/time/countdown";

/**
 * The time left until `due`, right when the page is rendered. With JavaScript it counts on by the server's clock, because
 * the browser's may be wrong. The role `timer` keeps screen readers from announcing each change.
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

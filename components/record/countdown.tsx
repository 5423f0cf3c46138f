import { formatCountdown } from "@/lib/time/countdown";

/**
 * The time left until `due`, correct when the page is rendered. With JavaScript it counts on by the server's clock, because
 * the browser's may be wrong. The role `timer` keeps screen readers from announcing each change.
 */
export const Countdown = ({ due, now }: { due: string; now: string }) => (
  <count-down role="timer" data-due={due} data-now={now} className="whitespace-nowrap tabular-nums">
    {formatCountdown(now, due).text}
  </count-down>
);

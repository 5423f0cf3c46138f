import type { Calendar } from "@/db/calendar/read-calendar";
import { moveSentence } from "@/lib/calendar/move-sentence";

type Props = { calendar: Pick<Calendar, "moves" | "newestEvent">; zone: string };

/** Whose windows were moved since the page was last read: said aloud as a live update changes them. */
export const Moves = ({ calendar: { moves, newestEvent }, zone }: Props) => (
  <div
    role="status"
    aria-live="polite"
    data-calendar-moves=""
    data-newest-event={newestEvent}
    className="mb-2 text-sm empty:hidden print:hidden"
  >
    {moves.map((move) => moveSentence(move, zone)).join(" ")}
  </div>
);

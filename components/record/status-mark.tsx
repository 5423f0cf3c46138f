import { type MarkedStatus, statusMarks } from "@/lib/looks/marks";
import { statusWords } from "@/lib/rules/words";
import { Mark } from "./mark";

/** Where a change, an incident or a catalogue entry stands. */
export const StatusMark = ({ status }: { status: MarkedStatus }) => (
  <Mark {...statusMarks[status]}>{statusWords[status]}</Mark>
);

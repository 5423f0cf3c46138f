import { type MarkedStatus, statusMarks } from "@/lib/marks";
import { statusWords } from "@/lib/words";
import { Mark } from "./mark";

/** Where a change, an incident or a catalogue entry stands. */
export const StatusMark = ({ status }: { status: MarkedStatus }) => (
  <Mark {...statusMarks[status]}>{statusWords[status]}</Mark>
);

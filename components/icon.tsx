import {
  ArrowUp,
  Ban,
  BookCheck,
  CalendarClock,
  ChevronsUp,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CirclePlay,
  CircleX,
  Clock,
  Equal,
  Eye,
  FileText,
  Flag,
  Hand,
  type IconNode,
  Info,
  Menu,
  Minus,
  OctagonAlert,
  PencilLine,
  Plus,
  Search,
  Send,
  Server,
  Siren,
  Snowflake,
  Stamp,
  Undo2,
  User,
  Users,
} from "lucide";
import { createElement } from "react";
import type { MarkIcon } from "@/lib/icons";

/** A picture beside a word; it says nothing on its own, so readers of the page's text skip it. */
export function Icon({ name, className = "size-4" }: { name: MarkIcon; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      className={`${className} shrink-0`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <IconShapes name={name} />
    </svg>
  );
}

/** The lines of a picture, on a field of 24 by 24. */
export const IconShapes = ({ name }: { name: MarkIcon }) =>
  drawings[name].map(([shape, attributes]) => createElement(shape, { ...attributes, key: JSON.stringify(attributes) }));

const drawings: Record<MarkIcon, IconNode> = {
  alert: CircleAlert,
  back: Undo2,
  barred: Ban,
  broken: OctagonAlert,
  calendar: CalendarClock,
  clock: Clock,
  crossed: CircleX,
  document: FileText,
  done: CircleCheck,
  eye: Eye,
  flag: Flag,
  frozen: Snowflake,
  info: Info,
  listed: BookCheck,
  menu: Menu,
  pencil: PencilLine,
  people: Users,
  person: User,
  plus: Plus,
  refused: Hand,
  running: CirclePlay,
  search: Search,
  sent: Send,
  server: Server,
  severityCritical: ChevronsUp,
  severityHigh: ArrowUp,
  severityLow: Minus,
  severityMedium: Equal,
  siren: Siren,
  stamp: Stamp,
  waiting: CircleDashed,
};

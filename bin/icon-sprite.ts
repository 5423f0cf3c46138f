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
import { type IconName, iconNames } from "@/lib/looks/icons";

/** One symbol an icon, on a grid of 24 by 24; CSS gives the colour. */
export const sprite = (): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">\n${iconNames.map(symbol).join("\n")}\n</svg>\n`;

const symbol = (name: IconName) =>
  `<symbol id="${name}" viewBox="0 0 24 24">${drawings[name].map(shape).join("")}</symbol>`;

const shape = ([element, attributes]: IconNode[number]) =>
  `<${element}${Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join("")}/>`;

const drawings: Record<IconName, IconNode> = {
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

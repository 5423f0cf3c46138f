import { severityMarks } from "@/lib/looks/marks";
import type { Severity } from "@/lib/rules/record";
import { Mark } from "./mark";

/** How bad an incident is. */
export const SeverityMark = ({ severity }: { severity: Severity }) => (
  <Mark {...severityMarks[severity]}>{severity}</Mark>
);

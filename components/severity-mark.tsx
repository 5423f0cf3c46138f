import { severityMarks } from "@/lib/marks";
import type { Severity } from "@/lib/record";
import { Mark } from "./mark";

/** How bad an incident is. */
export const SeverityMark = ({ severity }: { severity: Severity }) => (
  <Mark {...severityMarks[severity]}>{severity}</Mark>
);

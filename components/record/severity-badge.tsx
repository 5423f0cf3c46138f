import { severityBadges } from "@/lib/looks/badges";
import type { Severity } from "@/lib/rules/record";
import { Badge } from "./badge";

/** How bad an incident is. */
export const SeverityBadge = ({ severity }: { severity: Severity }) => (
  <Badge {...severityBadges[severity]}>{severity}</Badge>
);

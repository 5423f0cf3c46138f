import { type BadgeStatus, statusBadges } from "@/lib/looks/badges";
import { statusLabels } from "@/lib/rules/labels";
import { Badge } from "./badge";

/** Where a change, an incident or a catalogue entry stands. */
export const StatusBadge = ({ status }: { status: BadgeStatus }) => (
  <Badge {...statusBadges[status]}>{statusLabels[status]}</Badge>
);

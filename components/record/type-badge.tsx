import { Icon } from "@/components/basics/icon";
import { typeBadges } from "@/lib/looks/badges";
import { capitalise, typeLabels } from "@/lib/rules/labels";
import type { ChangeType } from "@/lib/rules/record";
import { Badge } from "./badge";

/** Which of the policy's three types a change is; only an emergency is tinted. `short`: one word, for lists. */
export function TypeBadge({ type, isShort = false }: { type: ChangeType; isShort?: boolean }) {
  const { tone, icon } = typeBadges[type];
  const label = isShort ? capitalise(type) : typeLabels[type];
  if (tone !== "plain")
    return (
      <Badge tone={tone} icon={icon}>
        {label}
      </Badge>
    );
  return (
    <span className="inline-flex items-center gap-1 text-sm/5 whitespace-nowrap text-muted">
      <Icon name={icon} className="size-3.5" />
      {label}
    </span>
  );
}

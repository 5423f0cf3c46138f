import { Icon } from "@/components/basics/icon";
import type { Tone } from "@/lib/looks/badges";
import type { IconName } from "@/lib/looks/icons";
import { capitalise } from "@/lib/rules/labels";

/** A word with an icon; the tint alone never carries the meaning. */
export const Badge = ({ tone, icon, children }: { tone: Tone; icon: IconName; children: string }) => (
  <span className={`mark ${tintClasses[tone]}`}>
    <Icon name={icon} className="size-3.5" />
    {capitalise(children)}
  </span>
);

const tintClasses: Record<Tone, string> = {
  plain: "border-line bg-sunken text-muted",
  active: "border-accent-line bg-accent-tint text-accent-ink",
  good: "border-good-line bg-good-tint text-good-ink",
  warn: "border-warn-line bg-warn-tint text-warn-ink",
  bad: "border-bad-line bg-bad-tint text-bad-ink",
};

import { Icon } from "@/components/basics/icon";
import type { MarkIcon } from "@/lib/looks/icons";
import type { Tone } from "@/lib/looks/marks";
import { capital } from "@/lib/rules/words";

/** A word with an icon; the tint alone never carries the meaning. */
export const Mark = ({ tone, icon, children }: { tone: Tone; icon: MarkIcon; children: string }) => (
  <span className={`mark ${tints[tone]}`}>
    <Icon name={icon} className="size-3.5" />
    {capital(children)}
  </span>
);

const tints: Record<Tone, string> = {
  plain: "border-line bg-sunken text-muted",
  active: "border-accent-line bg-accent-tint text-accent-ink",
  good: "border-good-line bg-good-tint text-good-ink",
  warn: "border-warn-line bg-warn-tint text-warn-ink",
  bad: "border-bad-line bg-bad-tint text-bad-ink",
};

import type { ReactNode } from "react";
import { Icon } from "@/components/basics/icon";
import type { Tone } from "@/lib/looks/badges";
import type { IconName } from "@/lib/looks/icons";

/** An age, a countdown or a delay; tinted when it is overdue. */
export const DeadlineBadge = ({
  tone = "plain",
  icon = "clock",
  children,
}: {
  tone?: Tone;
  icon?: IconName;
  children: ReactNode;
}) => (
  <span className={`inline-flex items-start gap-1 text-sm/5 tabular-nums ${textClasses[tone]}`}>
    <Icon name={icon} className="mt-[3px] size-3.5" />
    {children}
  </span>
);

const textClasses: Record<Tone, string> = {
  plain: "text-muted",
  active: "text-accent-ink",
  good: "text-good-ink",
  warn: "font-medium text-warn-ink",
  bad: "font-medium text-bad-ink",
};

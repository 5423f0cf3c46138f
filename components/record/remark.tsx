import type { ReactNode } from "react";
import { Icon } from "@/components/basics/icon";
import type { MarkIcon } from "@/lib/looks/icons";
import type { Tone } from "@/lib/looks/marks";

/** An age, a countdown or a delay; tinted when it is overdue. */
export const Remark = ({
  tone = "plain",
  icon = "clock",
  children,
}: {
  tone?: Tone;
  icon?: MarkIcon;
  children: ReactNode;
}) => (
  <span className={`inline-flex items-start gap-1 text-sm/5 tabular-nums ${inks[tone]}`}>
    <Icon name={icon} className="mt-[3px] size-3.5" />
    {children}
  </span>
);

const inks: Record<Tone, string> = {
  plain: "text-muted",
  active: "text-accent-ink",
  good: "text-good-ink",
  warn: "font-medium text-warn-ink",
  bad: "font-medium text-bad-ink",
};

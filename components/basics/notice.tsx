import type { ReactNode } from "react";
import type { Tone } from "@/lib/looks/badges";
import type { IconName } from "@/lib/looks/icons";
import { Icon } from "./icon";
import { toneTextClasses } from "./tone-text-classes";

type Props = { tone?: Tone; icon?: IconName; heading?: string; role?: "alert" | "status"; children: ReactNode };

/** Something to know before going on. To a screen reader `alert` interrupts; `status` waits. */
export function Notice({ tone = "plain", icon = defaultIcons[tone], heading, role, children }: Props) {
  return (
    <div role={role} className={`flex gap-2.5 rounded-md border px-3 py-2.5 ${tintClasses[tone]}`}>
      <Icon name={icon} className={`mt-0.5 size-5 ${toneTextClasses[tone]}`} />
      <div className="grid min-w-0 gap-1 break-words">
        {heading ? <p className="font-semibold">{heading}</p> : null}
        {children}
      </div>
    </div>
  );
}

const defaultIcons: Record<Tone, IconName> = {
  plain: "info",
  active: "info",
  good: "done",
  warn: "alert",
  bad: "broken",
};

const tintClasses: Record<Tone, string> = {
  plain: "border-line bg-sunken",
  active: "border-accent-line bg-accent-tint",
  good: "border-good-line bg-good-tint",
  warn: "border-warn-line bg-warn-tint",
  bad: "border-bad-line bg-bad-tint",
};

import type { ReactNode } from "react";
import type { MarkIcon } from "@/lib/looks/icons";
import type { Tone } from "@/lib/looks/marks";
import { Icon } from "./icon";
import { inks } from "./inks";

type Props = { tone?: Tone; icon?: MarkIcon; heading?: string; role?: "alert" | "status"; children: ReactNode };

/** Something to know before going on. To a screen reader `alert` interrupts; `status` waits. */
export function Notice({ tone = "plain", icon = icons[tone], heading, role, children }: Props) {
  return (
    <div role={role} className={`flex gap-2.5 rounded-md border px-3 py-2.5 ${tints[tone]}`}>
      <Icon name={icon} className={`mt-0.5 size-5 ${inks[tone]}`} />
      <div className="grid min-w-0 gap-1 break-words">
        {heading ? <p className="font-semibold">{heading}</p> : null}
        {children}
      </div>
    </div>
  );
}

const icons: Record<Tone, MarkIcon> = { plain: "info", active: "info", good: "done", warn: "alert", bad: "broken" };

const tints: Record<Tone, string> = {
  plain: "border-line bg-sunken",
  active: "border-accent-line bg-accent-tint",
  good: "border-good-line bg-good-tint",
  warn: "border-warn-line bg-warn-tint",
  bad: "border-bad-line bg-bad-tint",
};

import type { ReactNode } from "react";
import type { MarkIcon } from "@/lib/icons";
import type { Tone } from "@/lib/marks";
import { Icon } from "./icon";

/** A word with an icon and, at most, a tint. */
export function Mark({ tone, icon, children }: { tone: Tone; icon: MarkIcon; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-sm border px-1.5 py-px text-sm/5 font-medium whitespace-nowrap print:border-0 print:bg-transparent print:p-0 ${tints[tone]}`}
    >
      <Icon name={icon} className="size-3.5" />
      <span className="inline-block first-letter:uppercase">{children}</span>
    </span>
  );
}

const tints: Record<Tone, string> = {
  plain: "border-line bg-sunken text-muted",
  active: "border-accent-line bg-accent-tint text-accent-ink",
  good: "border-good-line bg-good-tint text-good-ink",
  warn: "border-warn-line bg-warn-tint text-warn-ink",
  bad: "border-bad-line bg-bad-tint text-bad-ink",
};

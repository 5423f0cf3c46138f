import type { Tone } from "@/lib/looks/badges";

/** The colour in which a tone is written. */
export const toneTextClasses: Record<Tone, string> = {
  plain: "text-muted",
  active: "text-accent-ink",
  good: "text-good-ink",
  warn: "text-warn-ink",
  bad: "text-bad-ink",
};

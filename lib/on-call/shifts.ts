import type { Tier } from "@/lib/rules/record";

/** Somebody is on call from one instant to another (UTC, half-open), as the field `shifts` holds it. */
export type Shift = readonly [person: number, from: string, until: string, tier: Tier];

/** Said where neither tier is chosen. */
export const chooseTier = "Choose primary or secondary.";

/** How many shifts are placed at once, at most. */
export const maxShifts = 1000;

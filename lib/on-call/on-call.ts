import type { Named, Tier } from "@/lib/rules/record";
import { list } from "@/lib/text/list";

/** Somebody who was on call. */
export type Rostered = { readonly id: number; readonly name: string; readonly tier: Tier };

/** "Operator Two was (primary)", "Operator Two (primary) and Operator One (secondary) were", "nobody was". */
export function onCallWas(rostered: readonly Rostered[]): string {
  const [only, ...others] = rostered;
  if (!only) return "nobody was";
  if (others.length === 0) return `${only.name} was (${only.tier})`;
  return `${called(rostered)} were`;
}

const called = (rostered: readonly Rostered[]): string =>
  list(
    rostered.map(({ name, tier }) => `${name} (${tier})`),
    "and",
  );

/** Whether whoever executed an emergency was on call when it began, and who was; null where no roster was kept then. */
export function rosterSentence(
  executor: Named,
  { onRoster, rostered }: { readonly onRoster: boolean | null; readonly rostered: readonly Rostered[] },
): string | null {
  if (onRoster === null) return null;
  if (!onRoster) return `${executor.name} was not on call then: ${onCallWas(rostered)}.`;
  const own = rostered.filter(({ id }) => id === executor.id).map(({ tier }) => tier);
  const others = rostered.filter(({ id }) => id !== executor.id);
  return `${executor.name} was on call then (${list(own, "and")})${others.length > 0 ? `; so ${others.length > 1 ? "were" : "was"} ${called(others)}` : ""}.`;
}

import type { NamedRef, Tier } from "@/lib/rules/record";
import { joinList } from "@/lib/text/join-list";

/** Somebody who was on call. */
export type OnCallPerson = { readonly id: number; readonly name: string; readonly tier: Tier };

/** "Operator Two was (primary)", "Operator Two (primary) and Operator One (secondary) were", "nobody was". */
export function onCallPhrase(rostered: readonly OnCallPerson[]): string {
  const [first, ...others] = rostered;
  if (!first) return "nobody was";
  if (others.length === 0) return `${first.name} was (${first.tier})`;
  return `${namesWithTiers(rostered)} were`;
}

const namesWithTiers = (rostered: readonly OnCallPerson[]): string =>
  joinList(
    rostered.map(({ name, tier }) => `${name} (${tier})`),
    "and",
  );

/** Whether whoever executed an emergency was on call when it began, and who was; null where no roster was kept then. */
export function rosterSentence(
  executor: NamedRef,
  { onRoster, rostered }: { readonly onRoster: boolean | null; readonly rostered: readonly OnCallPerson[] },
): string | null {
  if (onRoster === null) return null;
  if (!onRoster) return `${executor.name} was not on call then: ${onCallPhrase(rostered)}.`;
  const ownTiers = rostered.filter(({ id }) => id === executor.id).map(({ tier }) => tier);
  const others = rostered.filter(({ id }) => id !== executor.id);
  return `${executor.name} was on call then (${joinList(ownTiers, "and")})${others.length > 0 ? `; so ${others.length > 1 ? "were" : "was"} ${namesWithTiers(others)}` : ""}.`;
}

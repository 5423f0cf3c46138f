import { list } from "@/lib/text/list";
import type { By, Rule } from "./rules";
import { actWords, roleWords } from "./words";

/** Those whom a row names, as words: "an operations lead who wrote none of it and did not review it". */
export const whoWords = (rule: Pick<Rule, "by">): string => rule.by.map(wayWords).join(", or ");

function wayWords(way: By): string {
  if (way.same === "self") return "the person themselves";
  const whom = way.role ? `${articleOf(roleWords[way.role])} ${roleWords[way.role]}` : "the person";
  const traits = [...(way.same ? [actWords[way.same].did] : []), ...(way.not ?? []).map((act) => actWords[act].not)];
  const routine = way.when ? " when the change is routine" : "";
  return `${whom}${way.lent ? " (or their delegate)" : ""}${traits.length ? ` who ${list(traits, "and")}` : ""}${routine}`;
}

/** "a" or "an", as a word begins. */
export const articleOf = (word: string): string => (/^[aeiou]/.test(word) ? "an" : "a");

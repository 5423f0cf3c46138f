import type { Dice } from "./dice";
import { codenames, components } from "./phrases";

/** The placeholder values of one change, the same in all its texts. */
export type Wording = Readonly<Record<string, string>>;

export function wordingFor(dice: Dice, system: { name: string; client: string }, year: number): Wording {
  return {
    system: system.name,
    client: system.client,
    host: `${system.name}-${dice.whole(1, 24)}`,
    ticket: `${initials(system.client)}-${dice.whole(1000, 99_999)}`,
    component: dice.pickUneven(components),
    codename: dice.pickUneven(codenames),
    version: `${dice.whole(1, 18)}.${dice.whole(0, 30)}.${dice.whole(0, 9)}`,
    cve: `CVE-${year}-${dice.whole(1000, 59_999)}`,
    range: `198.51.${dice.whole(0, 255)}.0/24`,
    small: String(dice.whole(2, 9)),
    large: String(dice.whole(12, 96)),
  };
}

/** Picks a phrase and fills its placeholders. */
export const say = (dice: Dice, phrases: readonly string[], wording: Wording): string =>
  fill(dice.pick(phrases), wording);

export const fill = (phrase: string, wording: Wording): string =>
  phrase.replaceAll(/\{(\w+)\}/g, (blank, name: string) => wording[name] ?? blank);

const initials = (name: string): string => name.replaceAll(/[^A-Z]/g, "");

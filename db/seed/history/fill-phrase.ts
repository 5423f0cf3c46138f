import { codenames, components } from "./phrase-lists";
import type { SeededRandom } from "./seeded-random";

/** The placeholder values of one change, the same in all its texts. */
export type PhraseValues = Readonly<Record<string, string>>;

export function pickPhraseValues(
  random: SeededRandom,
  system: { name: string; client: string },
  year: number,
): PhraseValues {
  return {
    system: system.name,
    client: system.client,
    host: `${system.name}-${random.integer(1, 24)}`,
    ticket: `${initials(system.client)}-${random.integer(1000, 99_999)}`,
    component: random.pickSkewed(components),
    codename: random.pickSkewed(codenames),
    version: `${random.integer(1, 18)}.${random.integer(0, 30)}.${random.integer(0, 9)}`,
    cve: `CVE-${year}-${random.integer(1000, 59_999)}`,
    range: `198.51.${random.integer(0, 255)}.0/24`,
    small: String(random.integer(2, 9)),
    large: String(random.integer(12, 96)),
  };
}

/** Picks a phrase and fills its placeholders. */
export const pickPhrase = (random: SeededRandom, phrases: readonly string[], values: PhraseValues): string =>
  fillPhrase(random.pick(phrases), values);

export const fillPhrase = (phrase: string, values: PhraseValues): string =>
  phrase.replaceAll(/\{(\w+)\}/g, (blank, name: string) => values[name] ?? blank);

const initials = (name: string): string => name.replaceAll(/[^A-Z]/g, "");

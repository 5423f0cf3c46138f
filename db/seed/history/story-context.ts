import type { Actor } from "@/lib/rules/judge";
import type { EntryKind } from "@/lib/rules/record";
import { type PhraseValues, pickPhraseValues } from "./fill-phrase";
import type { GeneratedRoster } from "./generated-roster";
import type { SeededRandom } from "./seeded-random";
import { StoryBuilder } from "./story-builder";
import type { SystemSlots } from "./system-slots";
import { msPerMinute, type WorkingWeek } from "./working-week";

export type SystemChoice = { readonly id: number; readonly name: string; readonly client: string };

export type CatalogueTemplate = {
  readonly id: number;
  readonly kind: EntryKind;
  readonly title: string;
  readonly templateFields: readonly { name: string; example?: string; options?: readonly string[] }[];
  readonly systems: readonly number[];
};

/** What stories are generated from: people, systems, catalogue, and occupied windows. */
export type StoryContext = {
  readonly random: SeededRandom;
  readonly people: readonly Actor[];
  readonly managedSystems: readonly SystemChoice[];
  readonly entries: readonly CatalogueTemplate[];
  readonly systemSlots: SystemSlots;
  readonly workingWeek: WorkingWeek;
  readonly roster: GeneratedRoster;
};

export type Opening = {
  readonly at: number;
  /** Must end soon: delays are shortened. */
  readonly isHurried?: boolean;
  /** The desired start of its window. */
  readonly window?: number;
  /** It stays open, so its systems remain occupied. */
  readonly staysOpen?: boolean;
};

export const startStory = (
  { random, people, workingWeek }: StoryContext,
  type: StoryBuilder["type"],
  { at, isHurried = false }: Opening,
): StoryBuilder => new StoryBuilder(type, at, random, people, workingWeek, isHurried);

/** Picks one or two systems of one client out of `among`, and the values for their phrases. */
export function chooseSystems(
  { random, workingWeek }: StoryContext,
  among: readonly SystemChoice[],
  at: number,
): { systems: number[]; wording: PhraseValues } {
  const first = random.pickSkewed(among, 1.5);
  const sameClient = among.filter(({ id, client }) => client === first.client && id !== first.id);
  const second = sameClient.length > 0 && random.chance(0.15) ? [random.pick(sameClient).id] : [];
  return { systems: [first.id, ...second], wording: pickPhraseValues(random, first, workingWeek.referenceYear(at)) };
}

/** Picks a catalogue entry of the kind, fills in its fields, and picks systems that it covers. */
export function inputFromTemplate(context: StoryContext, kind: EntryKind, at: number) {
  const { random } = context;
  const entry = random.pickSkewed(
    context.entries.filter(
      (entry) => entry.kind === kind && context.managedSystems.some(({ id }) => entry.systems.includes(id)),
    ),
  );
  const covered = context.managedSystems.filter(({ id }) => entry.systems.includes(id));
  const { systems, wording } = chooseSystems(context, covered, at);
  const entryValues = Object.fromEntries(
    entry.templateFields.map((blank) => [
      blank.name,
      blank.options ? random.pick(blank.options) : fieldValue(blank, wording, random),
    ]),
  );
  const named = Object.values(entryValues)[0];
  const title = `${entry.title} (${named ? `${named}, ` : ""}${wording.system ?? ""})`;
  return { wording, input: { title, entry: entry.id, entryValues, systems } };
}

function fieldValue(
  { name, example = "" }: CatalogueTemplate["templateFields"][number],
  { host, component, codename, range }: PhraseValues,
  random: SeededRandom,
) {
  const values: Record<string, string | undefined> = {
    dashboard: `${codename} ${component}`,
    stream: `${component}-access`.toLowerCase(),
    page: `${codename}-${random.integer(1, 99)}`.toLowerCase(),
    role: `${component}-reader-${random.integer(1, 40)}`.toLowerCase(),
    host: `${host}.example.org`,
    range,
    before: String(random.integer(60, 80)),
    after: String(random.integer(81, 95)),
    target: `${host}.example.org`,
  };
  return values[name] ?? example;
}

export const plusMinutes = (at: number, minutes: number): number => at + minutes * msPerMinute;

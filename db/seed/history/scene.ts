import type { Person } from "@/lib/rules/judge";
import type { EntryKind } from "@/lib/rules/record";
import type { Dice } from "./dice";
import type { HistoryRoster } from "./history-roster";
import { minute, type Week } from "./moments";
import type { Slots } from "./slots";
import { Telling } from "./telling";
import { type Wording, wordingFor } from "./wording";

export type Place = { readonly id: number; readonly name: string; readonly client: string };

export type LiveEntry = {
  readonly id: number;
  readonly kind: EntryKind;
  readonly title: string;
  readonly blanks: readonly { name: string; example?: string; options?: readonly string[] }[];
  readonly systems: readonly number[];
};

/** What stories are generated from: people, systems, catalogue, and occupied windows. */
export type Scene = {
  readonly dice: Dice;
  readonly people: readonly Person[];
  readonly places: readonly Place[];
  readonly entries: readonly LiveEntry[];
  readonly slots: Slots;
  readonly week: Week;
  readonly roster: HistoryRoster;
};

export type Opening = {
  readonly at: number;
  /** Must end soon: delays are shortened. */
  readonly hurried?: boolean;
  /** The desired start of its window. */
  readonly window?: number;
  /** It stays open, so its systems remain occupied. */
  readonly stays?: boolean;
};

export const begin = (
  { dice, people, week }: Scene,
  type: Telling["type"],
  { at, hurried = false }: Opening,
): Telling => new Telling(type, at, dice, people, week, hurried);

/** Picks one or two systems of one client out of `among`, and the values for their phrases. */
export function choosePlaces(
  { dice, week }: Scene,
  among: readonly Place[],
  at: number,
): { systems: number[]; wording: Wording } {
  const first = dice.pickUneven(among, 1.5);
  const near = among.filter(({ id, client }) => client === first.client && id !== first.id);
  const second = near.length > 0 && dice.chance(0.15) ? [dice.pick(near).id] : [];
  return { systems: [first.id, ...second], wording: wordingFor(dice, first, week.yearOf(at)) };
}

/** Picks a catalogue entry of the kind, fills in its fields, and picks systems that it covers. */
export function fromCatalogue(scene: Scene, kind: EntryKind, at: number) {
  const { dice } = scene;
  const entry = dice.pickUneven(
    scene.entries.filter((entry) => entry.kind === kind && scene.places.some(({ id }) => entry.systems.includes(id))),
  );
  const covered = scene.places.filter(({ id }) => entry.systems.includes(id));
  const { systems, wording } = choosePlaces(scene, covered, at);
  const entryValues = Object.fromEntries(
    entry.blanks.map((blank) => [
      blank.name,
      blank.options ? dice.pick(blank.options) : answerTo(blank, wording, dice),
    ]),
  );
  const named = Object.values(entryValues)[0];
  const title = `${entry.title} (${named ? `${named}, ` : ""}${wording.system ?? ""})`;
  return { wording, input: { title, entry: entry.id, entryValues, systems } };
}

function answerTo(
  { name, example = "" }: LiveEntry["blanks"][number],
  { host, component, codename, range }: Wording,
  dice: Dice,
) {
  const values: Record<string, string | undefined> = {
    dashboard: `${codename} ${component}`,
    stream: `${component}-access`.toLowerCase(),
    page: `${codename}-${dice.whole(1, 99)}`.toLowerCase(),
    role: `${component}-reader-${dice.whole(1, 40)}`.toLowerCase(),
    host: `${host}.example.org`,
    range,
    before: String(dice.whole(60, 80)),
    after: String(dice.whole(81, 95)),
    target: `${host}.example.org`,
  };
  return values[name] ?? example;
}

export const later = (at: number, minutes: number): number => at + minutes * minute;

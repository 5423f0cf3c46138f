import type { ChangeType } from "../../lib/record";
import type { Step } from "../../lib/rules";
import type { ToldStep } from "./telling";
import type { Story } from "./told-history";

/**
 * One step on its way into the database: `tale` is the same object for all steps of one change. What is `decided` comes
 * before a change touches its systems: such steps meet those of other changes nowhere.
 */
export type DueStep = ToldStep & { readonly tale: Tale; readonly first: boolean; readonly decided: boolean };

const touching: readonly Step[] = ["schedule", "schedule_over", "start", "finish", "stand_down", "fail"];

/** The numbers that a change and its incident get when they are loaded, and the systems it waits for: those of a normal one. */
export type Tale = { change: number; incident: number; readonly systems: readonly number[] };

/** The steps of all stories in the order of their times; of the stories it holds only those under way. */
export function* inOrder(stories: Iterable<Story>): Generator<DueStep> {
  const due: DueStep[] = [];
  for (const story of stories) {
    const [begins] = story;
    if (!begins) continue;
    while (due[0] && due[0].at <= begins.at) yield due.shift() ?? due[0];
    const tale: Tale = { change: 0, incident: 0, systems: awaited(begins.input) };
    const touched = story.findIndex(({ step }) => touching.includes(step));
    for (const [place, step] of story.entries())
      insert(due, { ...step, tale, first: place === 0, decided: touched < 0 || place < touched });
  }
  yield* due;
}

function awaited(input: ToldStep["input"]): number[] {
  const { type, systems }: { type?: unknown; systems?: unknown } = input;
  return type === waiting && Array.isArray(systems) ? systems.map(Number) : [];
}

const waiting: ChangeType = "normal";

function insert(due: DueStep[], step: DueStep): void {
  let low = 0;
  let high = due.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((due[middle]?.at ?? 0) <= step.at) low = middle + 1;
    else high = middle;
  }
  due.splice(low, 0, step);
}

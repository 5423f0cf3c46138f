import type { ChangeType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import type { ToldStep } from "./telling";
import type { Story } from "./told-history";

/** The stages of a change for loading. Only in the stage `touching` does it depend on other changes of the same systems. */
export const stages = ["decided", "touching", "settled"] as const;
type Stage = (typeof stages)[number];

/** A step to load. `tale` is shared by all steps of one change. */
export type DueStep = ToldStep & { readonly tale: Tale; readonly first: boolean; readonly stage: Stage };

const touching: readonly Step[] = ["schedule", "schedule_over", "start", "finish", "stand_down", "fail"];
const apart: readonly Step[] = ["note", "verify", "settle"];

/** The ids that a change and its incident get when loaded, and the systems whose reservations it depends on (normal changes only). */
export type Tale = { change: number; incident: number; readonly systems: readonly number[] };

/** Merges the steps of all stories by time. Lazy: only the stories that overlap are in memory. */
export function* inOrder(stories: Iterable<Story>): Generator<DueStep> {
  const due: DueStep[] = [];
  for (const story of stories) {
    const [begins] = story;
    if (!begins) continue;
    while (due[0] && due[0].at <= begins.at) yield due.shift() ?? due[0];
    const tale: Tale = { change: 0, incident: 0, systems: awaited(begins.input) };
    for (const [place, step] of story.entries())
      insert(due, { ...step, tale, first: place === 0, stage: stageOf(story, place) });
  }
  yield* due;
}

function stageOf(story: Story, place: number): Stage {
  const touched = story.findIndex(({ step }) => touching.includes(step));
  if (touched < 0 || place < touched) return "decided";
  return story.slice(place).some(meetsOthers) ? "touching" : "settled";
}

/** Whether a step in the stage `touching` depends on the systems of its change. */
export const meetsOthers = ({ subject, step }: ToldStep): boolean => subject === "change" && !apart.includes(step);

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

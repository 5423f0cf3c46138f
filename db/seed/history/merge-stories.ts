import type { ChangeType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import type { Story } from "./generate-history";
import type { StoryStep } from "./story-builder";

/** The stages of a change for loading. Only in the stage `touching` does it depend on other changes of the same systems. */
export const stages = ["decided", "touching", "settled"] as const;
type Stage = (typeof stages)[number];

/** A step to load. `tale` is shared by all steps of one change. */
export type ScheduledStep = StoryStep & {
  readonly records: StoryRecords;
  readonly isFirst: boolean;
  readonly stage: Stage;
};

const reservingSteps: readonly Step[] = ["schedule", "schedule_over", "start", "finish", "stand_down", "fail"];
const independentSteps: readonly Step[] = ["note", "verify", "settle"];

/** The ids that a change and its incident get when loaded, and the systems whose reservations it depends on (normal changes only). */
export type StoryRecords = { change: number; incident: number; readonly systems: readonly number[] };

/** Merges the steps of all stories by time. Lazy: only the stories that overlap are in memory. */
export function* mergeStories(stories: Iterable<Story>): Generator<ScheduledStep> {
  const due: ScheduledStep[] = [];
  for (const story of stories) {
    const [begins] = story;
    if (!begins) continue;
    while (due[0] && due[0].at <= begins.at) yield due.shift() ?? due[0];
    const tale: StoryRecords = { change: 0, incident: 0, systems: systemsToAwait(begins.input) };
    for (const [i, step] of story.entries())
      insertByTime(due, { ...step, records: tale, isFirst: i === 0, stage: stageAt(story, i) });
  }
  yield* due;
}

function stageAt(story: Story, i: number): Stage {
  const touched = story.findIndex(({ step }) => reservingSteps.includes(step));
  if (touched < 0 || i < touched) return "decided";
  return story.slice(i).some(touchesSharedSystems) ? "touching" : "settled";
}

/** Whether a step in the stage `touching` depends on the systems of its change. */
export const touchesSharedSystems = ({ recordType, step }: StoryStep): boolean =>
  recordType === "change" && !independentSteps.includes(step);

function systemsToAwait(input: StoryStep["input"]): number[] {
  const { type, systems }: { type?: unknown; systems?: unknown } = input;
  return type === normalType && Array.isArray(systems) ? systems.map(Number) : [];
}

const normalType: ChangeType = "normal";

function insertByTime(due: ScheduledStep[], step: ScheduledStep): void {
  let low = 0;
  let high = due.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((due[middle]?.at ?? 0) <= step.at) low = middle + 1;
    else high = middle;
  }
  due.splice(low, 0, step);
}

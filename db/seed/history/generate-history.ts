import { generateEmergency } from "./generate-emergency";
import { generateNormal } from "./generate-normal";
import { generateOpenStories, openSpanMs } from "./generate-open-stories";
import { generateStandard } from "./generate-standard";
import { SeededRandom } from "./seeded-random";
import type { StoryStep } from "./story-builder";
import type { StoryContext } from "./story-context";
import { msPerDay, msPerHour } from "./working-week";

export type Story = readonly StoryStep[];
type HistoryLength = { readonly changes: number; readonly years: number; readonly now: number };

/** Generates the stories of `changes` changes over `years` years by start, a few of them still open. */
export function* generateHistory(scene: StoryContext, { changes, years, now }: HistoryLength): Generator<Story> {
  const ownContext = { ...scene, random: new SeededRandom(changes) };
  const open = generateOpenStories(ownContext, now, Math.floor(changes / 4)).sort(
    (one, other) => startOf(one) - startOf(other),
  );
  const { midnight } = scene.workingWeek;
  const start = midnight - years * 365 * msPerDay;
  for (const at of scene.workingWeek.pickTimes(start, midnight - 8 * msPerHour, changes - open.length, scene.random)) {
    while (open[0] && startOf(open[0]) <= at) yield open.shift() ?? [];
    scene.systemSlots.forget(at - msPerDay);
    yield generateEnded(scene, at, midnight);
  }
  yield* open;
}

const startOf = (story: Story): number => story[0]?.at ?? 0;

// A story that would not end in time is replaced by a short one that does; findings may remain unanswered.
function generateEnded(scene: StoryContext, at: number, end: number): Story {
  const hurried = end - at < 2 * openSpanMs;
  const thrown = scene.random.next();
  const generate = thrown < 0.36 ? generateStandard : thrown < 0.86 ? generateNormal : generateEmergency;
  const steps = generate(scene, { at, isHurried: hurried }).steps.filter(
    (step) => step.step !== "answer" || step.at < end - msPerHour,
  );
  const ended = (steps.at(-1)?.at ?? end) < end - msPerHour;
  return ended ? steps : generateStandard(scene, { at, isHurried: true }, false).steps;
}

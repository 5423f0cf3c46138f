import type { Step } from "@/lib/rules/rules";
import { generateEmergency } from "./generate-emergency";
import { generateNormal } from "./generate-normal";
import { generateStandard } from "./generate-standard";
import type { StoryBuilder, StoryStep } from "./story-builder";
import type { StoryContext } from "./story-context";
import { msPerDay, msPerHour } from "./working-week";

type OpenStory = { readonly generate: (scene: StoryContext, now: number) => StoryBuilder; readonly lastStep: Step };

const timeBefore = ({ random }: StoryContext, now: number, least: number, most: number) =>
  Math.round(now - (least + random.next() * (most - least)) * msPerHour);

const standard = (after: Step, hours: number, failing = false): OpenStory => ({
  lastStep: after,
  generate: (scene, now) =>
    generateStandard(scene, { at: timeBefore(scene, now, hours, 3 * hours), isHurried: true }, failing),
});
const normal = (after: Step, days: number, windowHours: number, failed = false): OpenStory => ({
  lastStep: after,
  generate: (scene, now) => {
    const window = now + windowHours * msPerHour;
    const opening = {
      at: timeBefore(scene, now, 24 * days, 24 * days + 20),
      isHurried: true,
      window,
      staysOpen: true,
    };
    return generateNormal(scene, opening, failed ? "failed" : "as planned");
  },
});
const emergency = (after: Step, hours: number, failing = false): OpenStory => ({
  lastStep: after,
  generate: (scene, now) =>
    generateEmergency(scene, { at: timeBefore(scene, now, hours, 1.5 * hours), isHurried: true }, failing),
});

/** Changes that are still open: of each type, after each step that leaves it open. */
const openStories: readonly OpenStory[] = [
  normal("draft", 1, 30),
  normal("draft", 4, 30),
  normal("submit", 1, 30),
  normal("submit", 2, 30),
  normal("review", 2, 40),
  normal("review", 3, 40),
  normal("approve", 2, 50),
  normal("approve", 4, 50),
  normal("schedule", 3, 20),
  normal("schedule", 4, 44),
  normal("schedule", 5, 90),
  normal("schedule", 6, -8),
  normal("start", 3, -0.5),
  normal("start", 4, -5),
  normal("finish", 3, -8),
  normal("finish", 5, -40),
  normal("fail", 3, -4, true),
  normal("roll_back", 5, -30, true),
  normal("roll_back", 7, -60, true),
  standard("draft", 5),
  standard("draft", 50),
  standard("document", 6),
  standard("document", 30),
  standard("start", 3),
  standard("start", 20),
  standard("fail", 9, true),
  standard("roll_back", 30, true),
  emergency("edit", 3),
  emergency("finish", 5),
  emergency("finish", 20),
  emergency("finish", 40),
  emergency("fail", 9, true),
  emergency("roll_back", 12, true),
  emergency("document", 30),
  emergency("document", 60),
  emergency("document", 90),
];

/** Generates at most `most` unfinished stories, each on systems of its own. */
export function generateOpenStories(scene: StoryContext, now: number, most: number): StoryStep[][] {
  let free = scene.managedSystems;
  return openStories.slice(0, most).map(({ generate, lastStep }) => {
    const builder = generate({ ...scene, managedSystems: free.length > 0 ? free : scene.managedSystems }, now);
    free = free.filter(({ id }) => scene.systemSlots.firstFree([id], now, Number.POSITIVE_INFINITY) !== null);
    return cutAfter(lastStep, builder.steps, now);
  });
}

function cutAfter(step: Step, steps: readonly StoryStep[], now: number): StoryStep[] {
  const last = steps.findLastIndex((storyStep) => storyStep.step === step);
  return steps.slice(0, last < 0 ? 1 : last + 1).filter(({ at }, index) => index === 0 || at < now);
}

/** How far back the oldest one begins. */
export const openSpanMs = 8 * msPerDay;

import type { Step } from "@/lib/rules/rules";
import { tellEmergency } from "./emergency-story";
import { day, hour } from "./moments";
import { tellNormal } from "./normal-story";
import type { Scene } from "./scene";
import { tellStandard } from "./standard-story";
import type { Telling, ToldStep } from "./telling";

type Left = { readonly tell: (scene: Scene, now: number) => Telling; readonly after: Step };

const ago = ({ dice }: Scene, now: number, least: number, most: number) =>
  Math.round(now - (least + dice.draw() * (most - least)) * hour);

const standard = (after: Step, hours: number, failing = false): Left => ({
  after,
  tell: (scene, now) => tellStandard(scene, { at: ago(scene, now, hours, 3 * hours), hurried: true }, failing),
});
const normal = (after: Step, days: number, windowHours: number, failed = false): Left => ({
  after,
  tell: (scene, now) => {
    const window = now + windowHours * hour;
    const opening = {
      at: ago(scene, now, 24 * days, 24 * days + 20),
      hurried: true,
      window,
      stays: true,
    };
    return tellNormal(scene, opening, failed ? "failed" : "as planned");
  },
});
const emergency = (after: Step, hours: number, failing = false): Left => ({
  after,
  tell: (scene, now) => tellEmergency(scene, { at: ago(scene, now, hours, 1.5 * hours), hurried: true }, failing),
});

/** Changes that are still open: of each type, after each step that leaves it open. */
const lefts: readonly Left[] = [
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
export function tellOpen(scene: Scene, now: number, most: number): ToldStep[][] {
  let free = scene.places;
  return lefts.slice(0, most).map(({ tell, after }) => {
    const telling = tell({ ...scene, places: free.length > 0 ? free : scene.places }, now);
    free = free.filter(({ id }) => scene.slots.firstFree([id], now, Number.POSITIVE_INFINITY) !== null);
    return cutAfter(after, telling.steps, now);
  });
}

function cutAfter(step: Step, steps: readonly ToldStep[], now: number): ToldStep[] {
  const last = steps.findLastIndex((told) => told.step === step);
  return steps.slice(0, last < 0 ? 1 : last + 1).filter(({ at }, place) => place === 0 || at < now);
}

/** How far back the oldest one begins. */
export const openSpan = 8 * day;

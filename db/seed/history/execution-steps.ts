import { answerFindings, failAndRollBack, settleIncident } from "./failure-steps";
import { type PhraseValues, pickPhrase } from "./fill-phrase";
import * as phrases from "./phrase-lists";
import { delay, delayInWorkingHours, type StoryBuilder } from "./story-builder";
import { type Opening, plusMinutes, type StoryContext } from "./story-context";
import { msPerDay, msPerMinute, toIso } from "./working-week";

type Execution = {
  readonly wording: PhraseValues;
  readonly systems: readonly number[];
  readonly opening: Opening;
  readonly outcome: string;
};

// Minutes that remain reserved after the planned end, for an extension or a rollback.
const marginMinutes = 180;
const extensionMinutes = 60;

/** Adds the steps of a normal change from its approval on: scheduled in a free window, executed, and verified or rolled back. */
export function execute(context: StoryContext, story: StoryBuilder, execution: Execution): StoryBuilder {
  const { random } = context;
  const { wording, outcome } = execution;
  story.at = plusMinutes(story.at, random.integer(5, 60));
  const window = findWindow(context, story, execution);
  if (!window) return cancelWithoutWindow(story, wording);
  schedule(story, window, wording);
  story.at = Math.max(story.at, window.start);
  story.addStep("start", delay(0, 14));
  if (outcome === "called off")
    story.addStep("call_off", delay(2, 20), { reason: pickPhrase(random, phrases.calledOff, wording) });
  else carryOut(story, window, execution);
  const until = Math.max(plusMinutes(window.end, extensionMinutes), story.at) + msPerMinute;
  context.systemSlots.reserve(
    execution.systems,
    window.start,
    execution.opening.staysOpen ? Number.POSITIVE_INFINITY : until,
  );
  if (outcome === "failed") settle(story, wording);
  else if (outcome !== "called off") verify(story, wording);
  return story;
}

type Window = { readonly start: number; readonly end: number; readonly isOverride: boolean };

// Where a present change occupies a system indefinitely, a lead overrides the conflict. A window more than ten days later counts as none.
function findWindow(
  { random, systemSlots, workingWeek }: StoryContext,
  story: StoryBuilder,
  { systems, opening }: Execution,
): Window | null {
  const length = random.pick([60, 60, 90, 120, 120, 180, 240]);
  const ahead = opening.window ?? workingWeek.nextWorkingTime(plusMinutes(story.at, random.integer(90, 4000)), random);
  const earliestStart = Math.ceil(Math.max(ahead, story.at) / (5 * msPerMinute)) * 5 * msPerMinute;
  const blocked = systemSlots.blockedSystems(systems);
  const open = systems.filter((system) => !blocked.includes(system));
  const start = systemSlots.firstFree(open, earliestStart, (length + marginMinutes) * msPerMinute);
  if (start === null || start > earliestStart + 10 * msPerDay) return null;
  return { start, end: plusMinutes(start, length), isOverride: blocked.length > 0 };
}

function cancelWithoutWindow(story: StoryBuilder, wording: PhraseValues): StoryBuilder {
  story.addStep("cancel", delayInWorkingHours(60, 900), {
    reason: pickPhrase(story.random, phrases.noWindow, wording),
  });
  return story;
}

function schedule(story: StoryBuilder, { start, end, isOverride }: Window, wording: PhraseValues): void {
  const { random } = story;
  const input = { windowStart: toIso(start), windowEnd: toIso(end), timezone: "UTC" };
  const implementer = random.chance(0.4) ? { implementer: story.pickPerson() } : {};
  const reason = pickPhrase(random, phrases.overrides, wording);
  if (isOverride) story.addStep("schedule_over", delay(0, 0), { ...input, reason });
  else story.addStep("schedule", delay(0, 0), { ...input, ...implementer });
  if (!isOverride && random.chance(0.05))
    story.addStep("reschedule", delay(5, 30), { ...input, implementer: story.pickPerson() });
}

function carryOut(story: StoryBuilder, { end }: Window, { wording, outcome }: Execution): void {
  const { random } = story;
  for (let notes = random.integer(1, 6); notes > 0; notes--)
    story.addStep("note", delay(1, 9), { comment: pickPhrase(random, phrases.notes, wording) });
  if (random.chance(0.03))
    story.addStep("extend", delay(2, 10), {
      windowEnd: toIso(plusMinutes(end, extensionMinutes)),
      timezone: "UTC",
      reason: pickPhrase(random, phrases.extensions, wording),
    });
  const failed = outcome === "failed";
  if (!failed || random.chance(0.5))
    story.addStep("finish", delay(10, 50), { actual: pickPhrase(random, phrases.done, wording) });
  if (failed) failAndRollBack(story, wording);
}

function settle(story: StoryBuilder, wording: PhraseValues): void {
  const due = settleIncident(story, wording);
  story.addStep("settle", delayInWorkingHours(60, 3000), { comment: pickPhrase(story.random, phrases.works, wording) });
  answerFindings(story, wording, due);
}

function verify(story: StoryBuilder, wording: PhraseValues): void {
  const { random } = story;
  const input = {
    comment: pickPhrase(random, phrases.works, wording),
    monitoring: pickPhrase(random, phrases.monitored, wording),
  };
  story.addStep("verify", random.chance(0.03) ? delay(1500, 3000) : delay(10, 60), input);
}

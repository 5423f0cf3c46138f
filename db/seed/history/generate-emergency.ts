import { reviewOutcomes, tiers, triggers } from "@/lib/rules/record";
import { answerFindings, failAndRollBack, settleIncident } from "./failure-steps";
import { fillPhrase, type PhraseValues, pickPhrase } from "./fill-phrase";
import * as phrases from "./phrase-lists";
import { delay, delayInWorkingHours, type StoryBuilder } from "./story-builder";
import { chooseSystems, type Opening, type StoryContext, startStory } from "./story-context";
import { type Topic, troubles } from "./topics";
import { msPerMinute, toIso } from "./working-week";

/** Generates an emergency from its declaration to the lead's review; `failing` decides whether it fails, by default at random. */
export function generateEmergency(
  context: StoryContext,
  opening: Opening,
  failing = context.random.chance(0.07),
): StoryBuilder {
  const story = startStory(context, "emergency", opening);
  const { random } = context;
  const cause = random.pickSkewed(troubles);
  const { systems, wording } = chooseSystems(context, context.managedSystems, opening.at);
  const unregistered = random.chance(0.03);
  const wasOnCall = declare(
    story,
    context,
    fillPhrase(cause.what, wording),
    unregistered ? { systemInWords: `${wording.host} of the old site` } : { systems },
  );
  while (random.chance(0.7))
    story.addStep("note", delay(2, 25), { comment: pickPhrase(random, phrases.notes, wording) });
  story.addStep("edit", delay(2, 30), {
    title: fillPhrase(cause.title, wording),
    category: cause.category,
    ...(unregistered ? { systems, systemInWords: "" } : {}),
  });
  if (!failing && random.chance(0.03))
    story.addStep("stand_down", delay(3, 30), { reason: pickPhrase(random, phrases.stoodDown, wording) });
  else story.addStep("finish", delay(3, 60), { actual: pickPhrase(random, phrases.done, wording) });
  if (failing) failAndRollBack(story, wording);
  document(story, cause, wording, wasOnCall);
  if (random.chance(0.04)) {
    story.addStep("return", delayInWorkingHours(60, 900), { comment: pickPhrase(random, phrases.returned, wording) });
    document(story, cause, wording, wasOnCall);
  }
  const due = failing ? settleIncident(story, wording) : [];
  const outcome = random.pickSkewed(reviewOutcomes);
  const reasons = outcome === reviewOutcomes[0] ? phrases.justifications : phrases.unjustified;
  story.addStep("review_after", delayInWorkingHours(100, 4000), {
    outcome,
    reason: pickPhrase(random, reasons, wording),
  });
  answerFindings(story, wording, due);
  return story;
}

/** Mostly by somebody on call at that time; returns whether it was. */
function declare(story: StoryBuilder, { roster }: StoryContext, what: string, where: object): boolean {
  const { random } = story;
  const claimed = story.at - random.integer(0, 40) * msPerMinute;
  const onCall = tiers.map((tier) => roster.onCallAt(claimed, tier));
  const input = { trigger: random.pickSkewed(triggers), what, startedAt: toIso(claimed), ...where };
  const by = random.chance(0.94) ? random.pickSkewed(onCall, 2) : undefined;
  return onCall.includes(story.addStep("declare", delay(0, 0), input, by));
}

function document(story: StoryBuilder, cause: Topic, wording: PhraseValues, wasOnCall: boolean): void {
  const { random } = story;
  const late = random.chance(0.07);
  story.addStep("document", late ? delay(1450, 3500) : delay(15, 900), {
    what: fillPhrase(cause.what, wording),
    why: pickPhrase(random, phrases.justifications, wording),
    rollbackPlan: fillPhrase(cause.plan, wording),
    explanation: pickPhrase(
      random,
      late ? phrases.lateReasons : wasOnCall ? phrases.onCallReasons : phrases.offRosterReasons,
      wording,
    ),
  });
}

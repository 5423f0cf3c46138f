import { answerFindings, failAndRollBack, settleIncident } from "./failure-steps";
import { type PhraseValues, pickPhrase } from "./fill-phrase";
import * as phrases from "./phrase-lists";
import { delay, delayInWorkingHours, type StoryBuilder } from "./story-builder";
import { inputFromTemplate, type Opening, type StoryContext, startStory } from "./story-context";
import { toIso } from "./working-week";

/** Generates a standard change from the catalogue, mostly until it is logged; `failing` decides whether it fails, by default at random. */
export function generateStandard(context: StoryContext, opening: Opening, failing?: boolean): StoryBuilder {
  const story = startStory(context, "standard", opening);
  const { random } = context;
  const { wording, input } = inputFromTemplate(context, "standard", opening.at);
  story.addStep("draft", delay(0, 0), { type: "standard", why: pickPhrase(random, phrases.whys, wording), ...input });
  if (random.chance(0.5)) story.addStep("edit", delay(2, 30), { why: pickPhrase(random, phrases.whys, wording) });
  if (failing === undefined && random.chance(0.03)) return cancel(story, wording);
  story.addStep("document", delay(2, 45));
  story.addStep("start", delayInWorkingHours(5, 300));
  if (failing === undefined && random.chance(0.01)) return callOff(story, wording);
  while (random.chance(0.6))
    story.addStep("note", delay(3, 20), { comment: pickPhrase(random, phrases.notes, wording) });
  const late = random.chance(0.4);
  if (failing ?? random.chance(0.03)) {
    if (late) log(story, wording);
    failAndRollBack(story, wording);
    const due = settleIncident(story, wording);
    story.addStep("settle", delayInWorkingHours(60, 3000), { comment: pickPhrase(random, phrases.works, wording) });
    answerFindings(story, wording, due);
  } else log(story, wording);
  return story;
}

function log(story: StoryBuilder, wording: PhraseValues): void {
  const ended = story.at;
  story.addStep("log", delay(3, 50), {
    actual: pickPhrase(story.random, phrases.done, wording),
    endedAt: toIso(ended),
  });
}

function cancel(story: StoryBuilder, wording: PhraseValues): StoryBuilder {
  story.addStep("cancel", delayInWorkingHours(60, 3000), {
    reason: pickPhrase(story.random, phrases.cancelled, wording),
  });
  return story;
}

function callOff(story: StoryBuilder, wording: PhraseValues): StoryBuilder {
  story.addStep("call_off", delay(2, 20), { reason: pickPhrase(story.random, phrases.calledOff, wording) });
  return story;
}

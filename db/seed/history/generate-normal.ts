import { execute } from "./execution-steps";
import { fillPhrase, type PhraseValues, pickPhrase } from "./fill-phrase";
import * as phrases from "./phrase-lists";
import { delay, delayInWorkingHours, type StoryBuilder } from "./story-builder";
import { chooseSystems, inputFromTemplate, type Opening, type StoryContext, startStory } from "./story-context";
import { topics } from "./topics";

type Outcome = "as planned" | "rejected" | "cancelled" | "called off" | "failed";
type DraftedChange = {
  readonly wording: PhraseValues;
  readonly systems: readonly number[];
  readonly input: object;
  readonly routine: boolean;
};

/** Generates a normal change from its draft to the outcome `fate`, by default random. */
export function generateNormal(
  context: StoryContext,
  opening: Opening,
  outcome: Outcome = chooseOutcome(context),
): StoryBuilder {
  const story = startStory(context, "normal", opening);
  const { random } = context;
  const draft = chooseDraft(context, opening.at);
  const { wording } = draft;
  story.addStep("draft", delay(0, 0), { type: "normal", ...draft.input });
  while (random.chance(0.5)) edit(story, draft);
  if (random.chance(0.03))
    story.addStep("take_over", delayInWorkingHours(60, 900), {
      reason: pickPhrase(random, phrases.takenOver, wording),
    });
  story.addStep("submit", delayInWorkingHours(5, 240));
  if (random.chance(0.1)) sendBack(story, draft);
  if (outcome === "rejected") return endWith(story, "reject", phrases.rejected, wording);
  decide(story, draft);
  if (random.chance(0.03)) revise(story, draft);
  if (outcome === "cancelled") return endWith(story, "cancel", phrases.cancelled, wording);
  return execute(context, story, { ...draft, opening, outcome });
}

function chooseOutcome({ random }: StoryContext): Outcome {
  const thrown = random.next();
  if (thrown < 0.04) return "rejected";
  if (thrown < 0.08) return "cancelled";
  if (thrown < 0.095) return "called off";
  return thrown < 0.15 ? "failed" : "as planned";
}

function chooseDraft(context: StoryContext, at: number): DraftedChange {
  const { random } = context;
  const routine = random.chance(0.25);
  const from = routine ? inputFromTemplate(context, "routine", at) : inputFromTopic(context, at);
  const input = {
    why: pickPhrase(random, phrases.whys, from.wording),
    impact: pickPhrase(random, phrases.impacts, from.wording),
    expectedMinutes: random.integer(2, 16) * 5,
    rollbackMinutes: random.integer(1, 6) * 5,
    ...(random.chance(0.4) ? { links: `https://tickets.example.org/${from.wording.ticket}` } : {}),
    ...from.input,
  };
  return { wording: from.wording, systems: from.input.systems, input, routine };
}

function inputFromTopic(context: StoryContext, at: number) {
  const topic = context.random.pickSkewed(topics);
  const { systems, wording } = chooseSystems(context, context.managedSystems, at);
  const say = (phrase: string) => fillPhrase(phrase, wording);
  const fiveFacts = {
    title: say(topic.title),
    what: say(topic.what),
    rollbackPlan: say(topic.plan),
    verification: say(topic.check),
  };
  return {
    wording,
    input: { ...fiveFacts, category: topic.category, reversible: context.random.chance(0.8), systems },
  };
}

function edit(story: StoryBuilder, { wording, input }: DraftedChange): void {
  const verb = story.random.chance(0.5) ? "impact" : "why";
  const added = pickPhrase(story.random, phrases.edits, wording);
  const before = verb in input ? Object.entries(input).find(([field]) => field === verb)?.[1] : "";
  story.addStep("edit", delay(5, 90), { [verb]: `${before} ${added}` });
}

function sendBack(story: StoryBuilder, draft: DraftedChange): void {
  story.addStep("send_back", delayInWorkingHours(20, 900), {
    comment: pickPhrase(story.random, phrases.sentBack, draft.wording),
  });
  edit(story, draft);
  story.addStep("submit", delayInWorkingHours(5, 400));
}

function decide(story: StoryBuilder, { wording, routine }: DraftedChange): void {
  const { random } = story;
  const comment = (phrases: readonly string[]) =>
    random.chance(0.5) ? { comment: pickPhrase(random, phrases, wording) } : {};
  story.addStep("review", delayInWorkingHours(15, 900), comment(phrases.reviewed));
  story.addStep(routine ? "approve_routine" : "approve", delayInWorkingHours(10, 900), comment(phrases.approved));
}

function revise(story: StoryBuilder, draft: DraftedChange): void {
  story.addStep("revise", delayInWorkingHours(20, 900), {
    reason: pickPhrase(story.random, phrases.revised, draft.wording),
  });
  edit(story, draft);
  story.addStep("submit", delayInWorkingHours(5, 200));
  decide(story, draft);
}

function endWith(
  story: StoryBuilder,
  step: "reject" | "cancel",
  reasons: readonly string[],
  wording: PhraseValues,
): StoryBuilder {
  story.addStep(step, delayInWorkingHours(30, 2000), { reason: pickPhrase(story.random, reasons, wording) });
  return story;
}

import { rollbackOutcomes } from "@/lib/rules/record";
import { type PhraseValues, pickPhrase } from "./fill-phrase";
import * as phrases from "./phrase-lists";
import { delay, delayInWorkingHours, type StoryBuilder } from "./story-builder";
import { msPerDay, toIso } from "./working-week";

/** Adds the failure and its rollback. */
export function failAndRollBack(story: StoryBuilder, wording: PhraseValues): void {
  const { random } = story;
  story.addStep("fail", delay(3, 25), { reason: pickPhrase(random, phrases.failures, wording) });
  const outcome = random.pickSkewed(rollbackOutcomes);
  const phrasesOfOutcome =
    [phrases.rolledBack, phrases.partly, phrases.failedRollbacks][rollbackOutcomes.indexOf(outcome)] ?? [];
  story.addStep("roll_back", delay(4, 40), { outcome, actual: pickPhrase(random, phrasesOfOutcome, wording) });
}

/** Adds the steps of the incident until it is closed, with an attested alert. Returns the due times of its findings. */
export function settleIncident(story: StoryBuilder, wording: PhraseValues): readonly number[] {
  const { random } = story;
  story.addIncidentStep("assign", delay(5, 50), { owner: story.pickPerson() });
  story.addIncidentStep("attest", delay(5, 50), {
    channel: pickPhrase(random, phrases.channels, wording),
    reason: pickPhrase(random, phrases.channelReasons, wording),
  });
  const due = Array.from({ length: random.integer(1, 3) }, () => story.at + random.integer(7, 60) * msPerDay);
  story.addIncidentStep("investigate", delayInWorkingHours(200, 4000), {
    rootCause: pickPhrase(random, phrases.causes, wording),
    findings: due.map((at) => ({
      finding: pickPhrase(random, phrases.findings, wording),
      owner: story.pickPerson(),
      due: toIso(at).slice(0, 10),
    })),
  });
  story.addIncidentStep(
    "close_incident",
    delayInWorkingHours(100, 4000),
    random.chance(0.5) ? { comment: "Root cause understood." } : {},
  );
  return due;
}

/** Answers the findings with these due times, most of them in time and a few never. */
export function answerFindings(story: StoryBuilder, wording: PhraseValues, due: readonly number[]): void {
  const { random } = story;
  const answered = due.flatMap((at, finding) => {
    const took = random.chance(0.1) ? 1 + random.next() / 2 : 0.2 + random.next() * 0.7;
    return random.chance(0.88) ? [{ finding, at: story.at + Math.max(0, at - story.at) * took }] : [];
  });
  for (const { finding, at } of answered.sort((one, other) => one.at - other.at)) {
    story.at = Math.max(story.at, Math.round(at));
    story.addIncidentStep("answer", delay(0, 0), { finding, answer: pickPhrase(random, phrases.answers, wording) });
  }
}

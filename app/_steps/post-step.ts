import type { Person } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { type Post, perform } from "@/db/steps/perform";
import type { Typed } from "@/lib/form/typed";
import { clauseOfRefusal } from "@/lib/refusals/need-sentence";
import type { ChangeType } from "@/lib/rules/record";
import { correct, decide, typeOf } from "./decide";
import { pathOf } from "./envelope";
import { loadRecord } from "./load-record";
import { refuse, wordsOf } from "./refuse";
import { saidByDatabase } from "./said-by-database";
import { hashOf, type Outcome, type Sent, toRecord } from "./sent";
import { asJudged } from "./subject-of";

type More = {
  /** Fields that only the server sets. */
  readonly made?: Readonly<Record<string, unknown>>;
  /** Replaces the posted fields where the server computed the others. */
  readonly typed?: Typed;
  /** Performed in the same transaction. */
  readonly after?: readonly Post[];
};

/** Performs the step, returns the form for correction, or records the refusal on the person's chain. */
export async function postStep(sent: Sent, person: Person, more: More = {}): Promise<Outcome> {
  const record = await loadRecord(sent.envelope);
  const known = { record, actor: asJudged(person), zone: settings().siteTimezone };
  const decision = await decide({ ...sent, typed: more.typed ?? sent.typed }, known);
  if (decision.next === "correct") return back(decision);
  if (decision.next === "refuse") return refuse(sent, person, await wordsOf(decision.bar, sent, person));
  const type = typeOf(sent.envelope, record);
  return performed(sent, person, type, { ...decision.input, ...more.made }, more.after);
}

async function performed(
  sent: Sent,
  person: Person,
  type: ChangeType | "",
  input: Readonly<Record<string, unknown>>,
  after?: readonly Post[],
): Promise<Outcome> {
  const { subject, id = null, step, key, seq = null } = sent.envelope;
  const post = { subject, id, step, readAt: seq, input, key, hash: hashOf(sent) };
  const answer = await perform(person.token, post, after);
  if (answer.ok) return toRecord(sent, answer.id);
  if (answer.because === "signed_out")
    return { to: `/sign-in?reason=ended&return=${encodeURIComponent(pathOf(sent.envelope))}` };
  const sentence = saidByDatabase(answer, step, person);
  if (answer.field) return back(correct({ [answer.field]: sentence }, sentence));
  return refuse(sent, person, { sentence, clause: clauseOfRefusal(subject, step, type, answer.code) });
}

const back = ({ errors, sentence }: ReturnType<typeof correct>): Outcome => ({
  back: { errors: { ...errors }, sentence },
});

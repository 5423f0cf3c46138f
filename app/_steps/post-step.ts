import { revalidatePath } from "next/cache";
import type { Person } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { tellIn } from "@/app/_request/tell";
import type { DatabaseRefusal } from "@/db/connection/refusal-in";
import { sha256 } from "@/db/connection/sha256";
import { readStaff } from "@/db/people/read-people";
import { firstAnswer, type Post, perform, recordRefusal } from "@/db/steps/perform";
import { readPosted } from "@/lib/form/read-form";
import type { Typed } from "@/lib/form/schema";
import { clauseOfRefusal, needSentence } from "@/lib/refusals/need-sentence";
import { refusalWords } from "@/lib/refusals/verdict-words";
import type { Clause } from "@/lib/rules/clauses";
import { judge } from "@/lib/rules/judge";
import { refusedToMake } from "@/lib/rules/may-make";
import { systemsPath } from "@/lib/systems/filter";
import { changedOnly } from "./changed-only";
import { credentialsIn } from "./credentials";
import { pathOf } from "./envelope";
import type { Outcome, Sent } from "./kept-form";
import { type Loaded, loadRecord } from "./load-record";
import { sinceYouRead } from "./since-you-read";
import { asJudged } from "./subject-of";

/**
 * One posted step: judged, read, performed; or back with the reason, which is then on the person's chain. `made` are
 * fields that the server adds and that no form has; what it made them of is not in `typed`. Steps `after` it hold with it, or
 * none does.
 */
export async function postStep(
  sent: Sent,
  person: Person,
  made: Readonly<Record<string, unknown>> = {},
  typed: Typed = sent.typed,
  after: readonly Post[] = [],
): Promise<Outcome> {
  const { envelope } = sent;
  const record = await loadRecord(envelope);
  if (!record) return refused(sent, person, { sentence: "There is no such record.", clause: "exceptions" });
  const type = record.subject?.type ?? envelope.type ?? "";
  const stale = record.subject && (await sinceYouRead(record, envelope, person));
  if (stale) return refused(sent, person, { sentence: stale, clause: "exceptions" });
  const verdict = record.subject ? judge(envelope.step, record.subject, asJudged(person)) : null;
  if (verdict && !verdict.ok && record.subject) {
    const sentence = refusalWords(verdict, record.subject, asJudged(person), await readStaff(), tellIn(person));
    return refused(sent, person, { sentence, clause: verdict.clause });
  }
  const barred = record.subject ? null : refusedToMake(envelope.subject, envelope.step, type, asJudged(person));
  if (barred) {
    const { refusal, subject } = barred;
    const sentence = refusalWords(refusal, subject, asJudged(person), await readStaff(), tellIn(person));
    return refused(sent, person, { sentence, clause: refusal.clause });
  }
  const posted = readPosted(envelope.subject, envelope.step, type, typed, settings().siteTimezone);
  if (!posted.ok) return back(posted.errors);
  const amends = envelope.step === "edit" || envelope.step === "amend_system";
  const input = amends ? changedOnly(posted.input, record.now) : written(posted.input);
  if (amends && Object.keys(input).length === 0) return back({}, "Nothing was changed, so nothing was recorded.");
  const errors = await credentialsIn(input);
  if (Object.keys(errors).length > 0) return back(errors);
  const kept = envelope.step === "amend_system" ? { name: posted.input.name } : {};
  return attempt(sent, person, record, { ...kept, ...input, ...made }, after);
}

async function attempt(
  sent: Sent,
  person: Person,
  record: Loaded,
  input: Readonly<Record<string, unknown>>,
  after: readonly Post[],
): Promise<Outcome> {
  const { subject, step, key, seq } = sent.envelope;
  const id = sent.envelope.id ?? null;
  const post = { subject, id, step, readAt: seq ?? null, input, key, hash: hashOf(sent) };
  const performed = await perform(person.token, post, after);
  // What stands around every page tells times in the person's zone.
  if (performed.ok && step === "set_timezone") revalidatePath("/", "layout");
  if (performed.ok) return done(sent, performed.id);
  if (performed.because === "signed_out")
    return { to: `/sign-in?reason=ended&return=${encodeURIComponent(pathOf(sent.envelope))}` };
  if (performed.field) return back({ [performed.field]: performed.sentence }, performed.sentence);
  const type = record.subject?.type ?? sent.envelope.type ?? "";
  const clause = clauseOfRefusal(subject, step, type, performed.need);
  return refused(sent, person, { sentence: wordsOf(performed, person), clause });
}

function wordsOf({ need, fact, sentence }: DatabaseRefusal, person: Person): string {
  return need ? needSentence(need, fact, tellIn(person)) : sentence;
}

/** Refused, unless it is the same form again: then it gets the answer that it got first. */
async function refused(sent: Sent, person: Person, said: { sentence: string; clause: Clause }): Promise<Outcome> {
  const { step, subject, id, key } = sent.envelope;
  const first = await firstAnswer(person.token, { key, hash: hashOf(sent) });
  if (first) return done(sent, first.id);
  await recordRefusal(person.token, { step, subject, id: id ?? null, ...said });
  return { back: { ...said, errors: {} } };
}

/** To the record; from the page of its edit, too. */
const done = ({ envelope }: Sent, id: number): Outcome => ({
  to:
    envelope.subject === "system"
      ? systemsPath({ system: id })
      : pathOf({ ...envelope, id, step: envelope.step === "edit" ? "note" : envelope.step }),
});

/** What makes two posts of one key the same: all that was sent but the key. */
const hashOf = ({ envelope: { key: _, ...envelope }, typed }: Sent): Buffer =>
  sha256(JSON.stringify([envelope, typed]));

const back = (
  errors: Readonly<Record<string, string>>,
  sentence = "Nothing was recorded: something in the form is missing or does not fit.",
): Outcome => ({
  back: { errors: { ...errors }, sentence },
});

/** Fields left empty are not posted. */
const written = (input: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== ""));

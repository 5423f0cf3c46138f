import type { Person } from "@/app/_request/session";
import { tellIn } from "@/app/_request/tell";
import { readStaff } from "@/db/people/read-people";
import { firstAnswer, recordRefusal } from "@/db/steps/perform";
import { citedBy, refusalSentence } from "@/lib/refusals/refusal-sentence";
import { refusalWords } from "@/lib/refusals/verdict-words";
import type { Clause } from "@/lib/rules/clauses";
import type { Bar } from "./decide";
import { hashOf, type Outcome, type Sent, toRecord } from "./sent";
import { sinceYouRead } from "./since-you-read";
import { asJudged } from "./subject-of";

type Said = { readonly sentence: string; readonly clause: Clause };

/** Recorded once: the same form posted again gets its first response. */
export async function refuse(sent: Sent, person: Person, said: Said): Promise<Outcome> {
  const { step, subject, id, key } = sent.envelope;
  const first = await firstAnswer(person.token, { key, hash: hashOf(sent) });
  if (first) return toRecord(sent, first.id);
  await recordRefusal(person.token, { step, subject, id: id ?? null, ...said });
  return { back: { ...said, errors: {} } };
}

export async function wordsOf(bar: Bar, { envelope }: Sent, person: Person): Promise<Said> {
  if (bar === "missing") return { sentence: refusalSentence("no_such_record"), clause: citedBy("no_such_record") };
  if (bar === "moved") return { sentence: await sinceYouRead(envelope, person), clause: citedBy("read_before") };
  const { refusal, subject } = bar;
  const sentence = refusalWords(refusal, subject, asJudged(person), await readStaff(), tellIn(person));
  return { sentence, clause: refusal.clause };
}

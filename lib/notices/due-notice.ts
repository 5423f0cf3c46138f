import { z } from "zod";
import { noticeKinds } from "@/lib/rules/record";

const nullableText = z.string().nullable();

/** A notice that is due, with everything its message needs, as the database read it at that moment; redacted texts are null. */
export const dueNotice = z.object({
  id: z.coerce.number().int(),
  kind: z.enum(noticeKinds),
  key: z.string(),
  /** How often it was tried before. */
  attempts: z.number().int(),
  queuedAt: z.string(),
  triedSince: nullableText,
  /** To whom by e-mail; null by Slack. */
  to: z.object({ name: z.string(), email: nullableText }).nullable(),
  /** What names its record for ever: messages of one record belong together. */
  record: z.string().nullish(),
  /** What Slack calls the first message about its change. */
  thread: nullableText,
  change: z
    .object({
      number: z.string(),
      type: z.string(),
      status: z.string(),
      title: nullableText,
      what: nullableText,
      /** Each with its client: "dns (Acme)". */
      systems: z.array(z.string()),
      /** A system that is not registered, as its declarer named it. */
      systemInWords: nullableText,
      rollbackPlan: nullableText,
      startedAt: nullableText,
      windowStart: nullableText,
      windowEnd: nullableText,
      /** Who took the step that it tells of. */
      by: nullableText,
    })
    .nullable(),
  incident: nullableText,
  freeze: z
    .object({
      name: nullableText,
      covers: nullableText,
      reason: nullableText,
      from: nullableText,
      until: nullableText,
      repeats: nullableText,
    })
    .nullable(),
  halt: z
    .object({
      /** Null: of every client. */
      client: nullableText,
      application: nullableText,
      environment: nullableText,
      reason: nullableText,
      placedAt: nullableText,
      /** Who took the step that it tells of, else who placed it. */
      by: nullableText,
    })
    .nullable(),
  entry: z
    .object({ title: nullableText, kind: z.string(), version: z.number().int(), expiresOn: nullableText })
    .nullable(),
  delegation: z
    .object({ to: nullableText, by: nullableText, from: nullableText, until: nullableText, reason: nullableText })
    .nullable(),
  /** A token that ends soon, and the service account that it is of. */
  token: z.object({ name: z.string(), account: nullableText, expiresAt: z.string() }).nullish(),
  /** An account that has the e-mail address of another one. */
  account: z.object({ name: nullableText, other: nullableText }).nullish(),
  /** A date, without a time. */
  policyDue: nullableText,
  /** Each is due on a date, without a time. */
  findings: z.array(z.object({ incident: z.string(), finding: nullableText, due: nullableText, owner: nullableText })),
  reason: nullableText,
  /** The step that caused it. */
  step: nullableText.nullish(),
  /** The people whom a note names, and the note. */
  named: z.array(z.string()).nullish(),
  comment: nullableText.nullish(),
  /** By the clock of the installation. */
  now: z.string(),
});

export type DueNotice = z.infer<typeof dueNotice>;
export type DueChange = NonNullable<DueNotice["change"]>;
export type DueHalt = NonNullable<DueNotice["halt"]>;

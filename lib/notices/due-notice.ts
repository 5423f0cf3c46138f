import { z } from "zod";
import { noticeKinds } from "@/lib/rules/record";

const written = z.string().nullable();

/** A notice that is due, with everything its message needs, as the database read it at that moment; redacted texts are null. */
export const dueNotice = z.object({
  id: z.coerce.number().int(),
  kind: z.enum(noticeKinds),
  key: z.string(),
  /** How often it was tried before. */
  attempts: z.number().int(),
  queuedAt: z.string(),
  triedSince: written,
  /** To whom by e-mail; null by Slack. */
  to: z.object({ name: z.string(), email: written }).nullable(),
  /** What names its record for ever: messages of one record belong together. */
  record: z.string().nullish(),
  /** What Slack calls the first message about its change. */
  thread: written,
  change: z
    .object({
      number: z.string(),
      type: z.string(),
      status: z.string(),
      title: written,
      what: written,
      /** Each with its client: "dns (Acme)". */
      systems: z.array(z.string()),
      /** A system that is not registered, as its declarer named it. */
      systemInWords: written,
      rollbackPlan: written,
      startedAt: written,
      windowStart: written,
      windowEnd: written,
      /** Who took the step that it tells of. */
      by: written,
    })
    .nullable(),
  incident: written,
  freeze: z
    .object({ name: written, covers: written, reason: written, from: written, until: written, repeats: written })
    .nullable(),
  halt: z
    .object({
      /** Null: of every client. */
      client: written,
      application: written,
      environment: written,
      reason: written,
      placedAt: written,
      /** Who took the step that it tells of, else who placed it. */
      by: written,
    })
    .nullable(),
  entry: z.object({ title: written, kind: z.string(), version: z.number().int(), expiresOn: written }).nullable(),
  delegation: z.object({ to: written, by: written, from: written, until: written, reason: written }).nullable(),
  /** An account that has the e-mail address of another one. */
  account: z.object({ name: written, other: written }).nullish(),
  /** A date, without a time. */
  policyDue: written,
  /** Each is due on a date, without a time. */
  findings: z.array(z.object({ incident: z.string(), finding: written, due: written, owner: written })),
  reason: written,
  /** By the clock of the installation. */
  now: z.string(),
});

export type DueNotice = z.infer<typeof dueNotice>;
export type DueChange = NonNullable<DueNotice["change"]>;
export type DueHalt = NonNullable<DueNotice["halt"]>;

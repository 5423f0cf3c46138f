import { z } from "zod";
import { changeStatuses } from "@/lib/rules/record";
import { instant } from "./records/parts";

const maxLength = 200;

/** The system that a pipeline is about to change, and a value of its own that the answer repeats against replays. */
export const clearanceQuery = z.strictObject({
  system: z.string().max(maxLength).optional().describe("A system of the change, by its name or number."),
  nonce: z.string().max(maxLength).optional().describe("A value of your own that the answer repeats."),
});

const answer = {
  answer: z.enum(["allow", "deny"]),
  reason: z.string().describe("The sentence that the change's page shows for starting it."),
  clause: z.string().describe("The policy's clause."),
  need: z.string().optional().describe("The precondition that does not hold."),
  change: z.string(),
  status: z.enum(changeStatuses),
  revision: z.int(),
  version: z.int(),
  systems: z.array(z.string()),
  windowStart: instant.nullable(),
  windowEnd: instant.nullable(),
  question: z.strictObject({
    change: z.string(),
    system: z.string().nullable(),
    nonce: z.string().nullable(),
  }),
  issuedAt: instant,
  expiresAt: instant.describe("Until then it may be relied on: a minute, and no longer than window and approval."),
};

const answerSchema = z.strictObject(answer);
export const clearanceSchema = z.strictObject({
  ...answer,
  signature: z.string().describe("A compact JWS (EdDSA) over all of it, by the key of /api/gate/key."),
});
export type Clearance = z.infer<typeof answerSchema>;

/** Why a change gives no clearance for a system that is not one of its own (Scope). */
export const untouchedSentence = (change: string, system: string): string =>
  `${change} does not touch ${system}, so nobody may change that under it.`;

/** What an allowing answer says. */
export const clearedSentence = (change: string): string => `${change} may start now.`;

const validMs = 60_000;

/** Until when a clearance of `now` holds: a minute, and no longer than the ends that are given. */
export const clearanceEnd = (now: string, ...ends: readonly (string | null)[]): string =>
  [new Date(Date.parse(now) + validMs).toISOString(), ...ends.filter((end) => end !== null && end > now)]
    .map((end) => new Date(String(end)).toISOString())
    .sort()[0] ?? now;

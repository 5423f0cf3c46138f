import { z } from "zod";
import { maxShifts } from "@/lib/on-call/shifts";
import { tiers } from "@/lib/rules/record";
import { encodings } from "@/lib/text/decode-text";
import { skipReasons } from "./skipped";

const instant = z.number().int().min(-8.64e15).max(8.64e15);

/**
 * What was read of a calendar file and kept for its person until they place it; instants in milliseconds since 1970. A form
 * can send such a thing as well, so it is held to what the reader of files makes.
 */
export const uploadedRosterSchema = z
  .object({
    title: z.string(),
    tier: z.enum(tiers),
    people: z.array(z.object({ name: z.string(), email: z.string().nullable() })).max(maxShifts),
    turns: z.array(z.tuple([z.number().int().nonnegative(), instant, instant])).max(maxShifts),
    leftOut: z.partialRecord(z.enum(skipReasons), z.number()),
    goOn: z.number(),
    joined: z.number(),
    floating: z.string().nullable(),
    zones: z.array(z.tuple([z.string(), z.string()])),
    encoding: z.enum(encodings),
  })
  .refine(({ people, turns }) => turns.every(([person]) => person < people.length));

import { randomUUID } from "node:crypto";
import { poolSize } from "@/db/connection/client";
import { sha256 } from "@/db/connection/sha256";
import { readSession } from "@/db/people/read-session";
import { readReplayedResponse } from "./perform-step";

/**
 * Opens all connections of the sessions and the pages with questions of nobody, so that no request waits for one: connecting
 * and signing in to the database takes longer than most pages. Never fails: where the database is away, pages say so. The
 * plans of a step itself are made by its first person, because only a session may ask for a step.
 */
export async function warmPools(): Promise<void> {
  const request = { idempotencyKey: randomUUID(), requestHash: sha256("") };
  const perConnection = () => [readSession(""), readReplayedResponse("", request)];
  await Promise.allSettled(Array.from({ length: poolSize }, perConnection).flat());
}

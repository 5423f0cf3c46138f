import { sql } from "drizzle-orm";
import { gateDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import { sha256 } from "@/db/connection/sha256";
import type { GateFound, GateQuestion } from "@/lib/halts/gate";

/**
 * What is in the way of a deploy, for whoever holds `token`: as it stands now, kept nowhere. Null for an unknown or
 * revoked token; `foreign` where the question is about another client than the token's.
 */
export async function askGate(token: string, question: GateQuestion): Promise<GateFound | null> {
  const { client, application, environment, system, include } = question;
  const [row] = await rowsOf<{ found: GateFound | null }>(
    gateDb(),
    sql`select gate_answer(${sha256(token)}, ${client}, ${application}, ${environment}, ${system},
      ${include.includes("freezes")}, ${include.includes("changes")}) as found`,
  );
  return row?.found ?? null;
}

/** Whether a token of the gate lives that has this secret. */
export async function isToken(token: string): Promise<boolean> {
  const [row] = await rowsOf<{ found: GateFound | null }>(
    gateDb(),
    sql`select gate_answer(${sha256(token)}, '', null, null, null, false, false) as found`,
  );
  return row?.found !== null && row?.found !== undefined;
}

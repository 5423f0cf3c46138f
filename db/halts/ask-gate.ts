import { z } from "zod";
import { gateDb } from "@/db/connection/client";
import { instant, listOf, strictRow } from "@/db/connection/row-schemas";
import { sha256 } from "@/db/connection/sha256";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import type { GateLookup, GateQuestion } from "@/lib/halts/gate";

const blocker = z.union([
  strictRow({ kind: z.literal("halt"), halt: z.int(), reason: z.string().nullable(), since: instant }),
  strictRow({ kind: z.literal("freeze"), freeze: z.string(), since: instant, until: instant }),
  strictRow({
    kind: z.literal("change"),
    change: z.string(),
    status: z.string(),
    since: instant,
    until: instant.nullable(),
    systems: listOf(z.string()),
  }),
]);
const gateAnswerSql = typedSql({
  found: z
    .union([
      strictRow({ client: z.string(), at: instant, inTheWay: listOf(blocker) }),
      strictRow({ foreign: z.string() }),
      strictRow({ noSystem: z.string() }),
    ])
    .nullable(),
});

/**
 * What blocks a deploy, for the holder of `token`. Nothing is cached. Null for an unknown or revoked token; `foreign` where the
 * query names another client than the token's.
 */
export async function askGate(token: string, question: GateQuestion): Promise<GateLookup | null> {
  const { client, application, environment, system, include } = question;
  const [row] = await queryRows(
    gateDb(),
    gateAnswerSql`select answer_gate(${sha256(token)}, ${client}, ${application}, ${environment}, ${system},
      ${include.includes("freezes")}, ${include.includes("changes")}) as found`,
  );
  return row?.found ?? null;
}

/** Whether this is a valid gate token. */
export async function isGateToken(token: string): Promise<boolean> {
  const [row] = await queryRows(
    gateDb(),
    gateAnswerSql`select answer_gate(${sha256(token)}, '', null, null, null, false, false) as found`,
  );
  return row?.found !== null && row?.found !== undefined;
}

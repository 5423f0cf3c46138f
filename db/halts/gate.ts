import { z } from "zod";
import { gateDb } from "@/db/connection/client";
import { instant, list, record } from "@/db/connection/row";
import { rowsOf, sqlWith } from "@/db/connection/rows";
import { sha256 } from "@/db/connection/sha256";
import type { GateFound, GateQuestion } from "@/lib/halts/gate";

const inTheWay = z.union([
  record({ kind: z.literal("halt"), halt: z.int(), reason: z.string().nullable(), since: instant }),
  record({ kind: z.literal("freeze"), freeze: z.string(), since: instant, until: instant }),
  record({
    kind: z.literal("change"),
    change: z.string(),
    status: z.string(),
    since: instant,
    until: instant.nullable(),
    systems: list(z.string()),
  }),
]);
const foundSql = sqlWith({
  found: z
    .union([
      record({ client: z.string(), at: instant, inTheWay: list(inTheWay) }),
      record({ foreign: z.string() }),
      record({ noSystem: z.string() }),
    ])
    .nullable(),
});

/**
 * What blocks a deploy, for the holder of `token`. Nothing is cached. Null for an unknown or revoked token; `foreign` where the
 * query names another client than the token's.
 */
export async function askGate(token: string, question: GateQuestion): Promise<GateFound | null> {
  const { client, application, environment, system, include } = question;
  const [row] = await rowsOf(
    gateDb(),
    foundSql`select gate_answer(${sha256(token)}, ${client}, ${application}, ${environment}, ${system},
      ${include.includes("freezes")}, ${include.includes("changes")}) as found`,
  );
  return row?.found ?? null;
}

/** Whether this is a valid gate token. */
export async function isToken(token: string): Promise<boolean> {
  const [row] = await rowsOf(
    gateDb(),
    foundSql`select gate_answer(${sha256(token)}, '', null, null, null, false, false) as found`,
  );
  return row?.found !== null && row?.found !== undefined;
}

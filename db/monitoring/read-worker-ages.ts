import type { z } from "zod";
import { appDb } from "@/db/connection/client";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { workerAges, workerAgesSql } from "./worker-ages";

const agesSql = typedSql({ workers: workerAges });

/** Seconds since the workers reported; null where none ever did. */
export async function readWorkerAges(): Promise<z.infer<typeof workerAges>> {
  const [row] = await queryRows(
    appDb(),
    agesSql`select ${workerAgesSql} as workers from (select windlass_now() as now) clock`,
  );
  return row?.workers ?? { ledger: null, notices: null };
}

import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "postgres";
import type { Signer } from "@/db/ledger/signing/checkpoint-note";
import type { ExportResult } from "@/db/report/evidence/export-evidence";
import { signLog } from "./sign-log";

/** The text of a file of evidence, while the log's worker does its part. */
export async function evidenceTextOf(
  pendingExport: Promise<ExportResult>,
  worker: Sql,
  signer: Signer,
): Promise<string> {
  let isSettled = false;
  const settled = pendingExport.finally(() => {
    isSettled = true;
  });
  while (!isSettled) {
    await pause(30);
    await signLog(worker, signer);
  }
  const result = await settled;
  if (!result.ok) throw new Error(JSON.stringify(result));
  return text(result.file);
}

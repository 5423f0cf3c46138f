import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "postgres";
import type { Signer } from "@/db/ledger/signing/checkpoint-note";
import type { HandedOut } from "@/db/report/evidence/hand-out";
import { signLog } from "./sign-log";

/** The text of a file of evidence, while the log's worker does its part. */
export async function textOf(asked: Promise<HandedOut>, worker: Sql, signer: Signer): Promise<string> {
  let isAnswered = false;
  const answered = asked.finally(() => {
    isAnswered = true;
  });
  while (!isAnswered) {
    await pause(30);
    await signLog(worker, signer);
  }
  const handed = await answered;
  if (!handed.ok) throw new Error(JSON.stringify(handed));
  return text(handed.file);
}

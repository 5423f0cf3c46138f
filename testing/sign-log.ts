import { generateKeyPairSync } from "node:crypto";
import type { Sql } from "postgres";
import { sequenceEvents } from "@/db/ledger/sequence-events";
import { signCheckpoint } from "@/db/ledger/sign-checkpoint";
import { type Signer, signerOf } from "@/db/ledger/signing/checkpoint-note";

export const newSigner = (): Signer =>
  signerOf(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString());

/** Gives every event its place, signs the log as it is then, and returns the checkpoint. */
export async function signLog(worker: Sql, signer: Signer): Promise<string> {
  await sequenceEvents(worker);
  const signed = await signCheckpoint(worker, signer, null);
  if (!signed) throw new Error("nothing was signed");
  return signed.note;
}

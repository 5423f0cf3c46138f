import { generateKeyPairSync } from "node:crypto";
import type { Sql } from "postgres";
import { sequence } from "@/db/ledger/sequence";
import { signCheckpoint } from "@/db/ledger/sign-checkpoint";
import { type Signer, signerOf } from "@/db/ledger/signing/checkpoint-note";

export const newSigner = (): Signer =>
  signerOf(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString());

/** Gives every event its place, signs the log as it is then, and returns the checkpoint. */
export async function signLog(worker: Sql, signer: Signer): Promise<string> {
  await sequence(worker);
  const signed = await signCheckpoint(worker, signer, null);
  if (!signed) throw new Error("nothing was signed");
  return signed.note;
}

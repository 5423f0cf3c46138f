import { generateKeyPairSync } from "node:crypto";
import type { Sql } from "postgres";
import { type Signer, signerOf } from "../log/checkpoint-note";
import { sequence } from "../log/sequence";
import { signCheckpoint } from "../log/sign-checkpoint";

export const newSigner = (): Signer =>
  signerOf(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString());

/** Gives every event its place, signs the log as it is then, and returns the checkpoint. */
export async function signLog(worker: Sql, signer: Signer): Promise<string> {
  await sequence(worker);
  const signed = await signCheckpoint(worker, signer, null);
  if (!signed) throw new Error("nothing was signed");
  return signed.note;
}

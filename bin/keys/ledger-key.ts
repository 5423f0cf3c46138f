import { generateKeyPairSync } from "node:crypto";
import { type Signer, signerOf } from "@/db/ledger/signing/checkpoint-note";
import { dataFolder } from "../data-folder";
import { keptSecret } from "./kept-secret";

/** Who signs the ledger's checkpoints: the key that was given, else the one made in the data folder at the first start. */
export async function ledgerSigner(given: string | null): Promise<Signer> {
  const file = `${dataFolder}/ledger-key.pem`;
  const pem = given ?? (await keptSecret(file, newKey));
  try {
    return signerOf(pem);
  } catch {
    // Without what the reader of keys says, which may hold a part of it.
    throw new Error(`${given ? "LEDGER_KEY" : file} is not an ed25519 private key in PEM (PKCS8).`);
  }
}

/** A new ed25519 private key in PEM. */
export const newKey = (): string =>
  generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();

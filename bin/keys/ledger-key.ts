import { generateKeyPairSync } from "node:crypto";
import { type Signer, signerOf } from "@/db/ledger/signing/checkpoint-note";
import { dataFolder } from "../data-folder";
import { keptSecret } from "./kept-secret";

/** The configured key, else the one created in the data folder at the first start. */
export async function ledgerSigner(given: string | null): Promise<Signer> {
  const file = `${dataFolder}/ledger-key.pem`;
  const pem = given ?? (await keptSecret(file, newKey));
  try {
    return signerOf(pem);
  } catch {
    // The parser's message is left out: it may contain part of the key.
    throw new Error(`${given ? "LEDGER_KEY" : file} is not an ed25519 private key in PEM (PKCS8).`);
  }
}

export const newKey = (): string =>
  generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();

import { generateKeyPairSync } from "node:crypto";
import { type Signer, signerOf } from "@/db/ledger/signing/checkpoint-note";
import { keyPath } from "./key-files";
import { loadOrCreateSecret } from "./load-or-create-secret";

/** The configured key, else the one created in the data folder at the first start. */
export async function ledgerSigner(configured: string | null): Promise<Signer> {
  const file = keyPath("ledgerKey");
  const pem = configured ?? (await loadOrCreateSecret(file, newEd25519Key));
  try {
    return signerOf(pem);
  } catch {
    // The parser's message is left out: it may contain part of the key.
    throw new Error(`${configured ? "LEDGER_KEY" : file} is not an ed25519 private key in PEM (PKCS8).`);
  }
}

export const newEd25519Key = (): string =>
  generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();

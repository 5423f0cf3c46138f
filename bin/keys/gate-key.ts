import { createPrivateKey } from "node:crypto";
import { keyPath } from "./key-files";
import { newEd25519Key } from "./ledger-key";
import { loadOrCreateSecret } from "./load-or-create-secret";

/** The configured key, else the one created in the data folder at the first start. */
export async function loadGateKey(configured: string | null): Promise<string> {
  const file = keyPath("gateKey");
  const pem = configured ?? (await loadOrCreateSecret(file, newEd25519Key));
  if (!isEd25519Key(pem))
    throw new Error(`${configured ? "GATE_KEY" : file} is not an ed25519 private key in PEM (PKCS8).`);
  return pem;
}

function isEd25519Key(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === "ed25519";
  } catch {
    return false;
  }
}

import { createPrivateKey } from "node:crypto";
import { dataFolder } from "../data-folder";
import { keptSecret } from "./kept-secret";
import { newKey } from "./ledger-key";

/** The configured key, else the one created in the data folder at the first start. */
export async function gateKeyIn(given: string | null): Promise<string> {
  const file = `${dataFolder}/gate-key.pem`;
  const pem = given ?? (await keptSecret(file, newKey));
  if (!isKey(pem)) throw new Error(`${given ? "GATE_KEY" : file} is not an ed25519 private key in PEM (PKCS8).`);
  return pem;
}

function isKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === "ed25519";
  } catch {
    return false;
  }
}

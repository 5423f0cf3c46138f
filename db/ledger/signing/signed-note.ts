import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";

/** A signing key of the ledger's worker, and its name: the origin line of the ledger. */
export type Signer = { readonly name: string; readonly key: KeyObject; readonly publicBytes: Buffer };

const ed25519Prefix = Buffer.from("302a300506032b6570032100", "hex");
const algorithm = Buffer.from([1]);

/** The signer of a PEM private key. Its name contains a digest of the public key, so that it is unique. */
export function signerOf(pem: string): Signer {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== "ed25519") throw new Error("The ledger's key is not an ed25519 key.");
  const publicBytes = createPublicKey(key).export({ type: "spki", format: "der" }).subarray(ed25519Prefix.length);
  const name = `windlass-ledger-${createHash("sha256").update(publicBytes).digest("hex").slice(0, 8)}`;
  return { name, key, publicBytes };
}

/** The public key as a C2SP verifier key: `name+id+key`. */
export const verifierKey = ({ name, publicBytes }: Signer): string =>
  `${name}+${keyId(name, publicBytes).toString("hex")}+${Buffer.concat([algorithm, publicBytes]).toString("base64")}`;

/** Signs a text of whole lines as a C2SP note. */
export function signNote(body: string, { name, key, publicBytes }: Signer): string {
  const signed = Buffer.concat([keyId(name, publicBytes), sign(null, Buffer.from(body), key)]).toString("base64");
  return `${body}\n— ${name} ${signed}\n`;
}

/** The text of a note if the key's signature is valid; null otherwise, for malformed notes and keys too. */
export function verifiedBody(note: string, key: string): string | null {
  const [, name, bytes] = /^([^+\s]+)\+[0-9a-f]{8}\+(\S+)$/.exec(key) ?? [];
  const publicBytes = Buffer.from(bytes ?? "", "base64").subarray(1);
  if (!name || publicBytes.length !== 32) return null;
  const end = note.lastIndexOf("\n\n") + 1;
  const [, signature] = /^\n— \S+ (\S+)\n$/.exec(note.slice(end)) ?? [];
  const spki = createPublicKey({ key: Buffer.concat([ed25519Prefix, publicBytes]), format: "der", type: "spki" });
  const signed = Buffer.from(signature ?? "", "base64").subarray(4);
  return end > 0 && verify(null, Buffer.from(note.slice(0, end)), spki, signed) ? note.slice(0, end) : null;
}

const keyId = (name: string, publicBytes: Buffer): Buffer =>
  createHash("sha256").update(`${name}\n`).update(algorithm).update(publicBytes).digest().subarray(0, 4);

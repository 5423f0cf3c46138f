import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";

/** A key that signs checkpoints, and the name under which it does: the origin of the log. */
export type Signer = { readonly name: string; readonly key: KeyObject; readonly publicBytes: Buffer };

/** What a checkpoint says: `at` is an ISO instant in UTC. */
export type Head = { readonly size: number; readonly root: Buffer; readonly at: string };

const ed25519Prefix = Buffer.from("302a300506032b6570032100", "hex");
const algorithm = Buffer.from([1]);

/** The signer whose private key the PEM text holds. Its name is made of its public key, so that it is nobody else's. */
export function signerOf(pem: string): Signer {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== "ed25519") throw new Error("The ledger's key is not an ed25519 key.");
  const publicBytes = createPublicKey(key).export({ type: "spki", format: "der" }).subarray(ed25519Prefix.length);
  const name = `windlass-ledger-${createHash("sha256").update(publicBytes).digest("hex").slice(0, 8)}`;
  return { name, key, publicBytes };
}

/** The signer's public half as the C2SP verifier key: `name+id+key`. */
export const verifierKey = ({ name, publicBytes }: Signer): string =>
  `${name}+${keyId(name, publicBytes).toString("hex")}+${Buffer.concat([algorithm, publicBytes]).toString("base64")}`;

/** A checkpoint as C2SP writes it (tlog-checkpoint in a signed note), with the time of signing as its extension line. */
export function checkpointNote({ size, root, at }: Head, signer: Signer): string {
  const body = `${signer.name}\n${size}\n${root.toString("base64")}\nat ${at}\n`;
  const signature = sign(null, Buffer.from(body), signer.key);
  const signed = Buffer.concat([keyId(signer.name, signer.publicBytes), signature]).toString("base64");
  return `${body}\n— ${signer.name} ${signed}\n`;
}

/** What a note says, if the signer signed it; null otherwise. */
export function readNote(note: string, signer: Signer): Head | null {
  const [body, signature] = [note.slice(0, note.lastIndexOf("\n\n") + 1), note.split(" ").at(-1) ?? ""];
  const [name, size, root, at] = body.split("\n");
  const bytes = Buffer.from(signature, "base64").subarray(4);
  const key = createPublicKey({
    key: Buffer.concat([ed25519Prefix, signer.publicBytes]),
    format: "der",
    type: "spki",
  });
  if (name !== signer.name || !verify(null, Buffer.from(body), key, bytes)) return null;
  return { size: Number(size), root: Buffer.from(root ?? "", "base64"), at: (at ?? "").replace(/^at /, "") };
}

const keyId = (name: string, publicBytes: Buffer): Buffer =>
  createHash("sha256").update(`${name}\n`).update(algorithm).update(publicBytes).digest().subarray(0, 4);

import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import type { Clearance } from "@/lib/api/clearance";
import type { GateAnswer } from "@/lib/halts/gate";

let key: { readonly secret: KeyObject; readonly pem: string; readonly id: string } | undefined;

/** GATE_KEY, an ed25519 private key in PEM; the start command creates one when it is not set. */
export function gateKey() {
  key ??= readKey(process.env.GATE_KEY ?? "");
  return key;
}

function readKey(privatePem: string) {
  const secret = createPrivateKey(privatePem);
  const publicKey = createPublicKey(secret);
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const id = createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("hex")
    .slice(0, 16);
  return { secret, pem, id };
}

/** A compact JWS (RFC 7515, EdDSA). */
export function signAnswer(answer: GateAnswer | Clearance): string {
  const { secret, id } = gateKey();
  const parts = [{ alg: "EdDSA", typ: "windlass-gate+jws", kid: id }, answer].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  const signingInput = parts.join(".");
  return `${signingInput}.${sign(null, Buffer.from(signingInput), secret).toString("base64url")}`;
}

import { type Signer, signNote, verifiedBody } from "./signed-note";

export { type Signer, signerOf, verifierKey } from "./signed-note";

/** The content of a checkpoint: `at` is an ISO instant in UTC. */
export type Head = { readonly size: number; readonly root: Buffer; readonly at: string };

/** Formats a C2SP checkpoint (tlog-checkpoint in a signed note), with the time of signing as extension line. */
export const checkpointNote = ({ size, root, at }: Head, signer: Signer): string =>
  signNote(`${signer.name}\n${size}\n${root.toString("base64")}\nat ${at}\n`, signer);

/** The content of a checkpoint if the key's signature is valid; null otherwise. */
export function verifyHead(note: string, key: string): Head | null {
  const [name, size, root, at, ...rest] = verifiedBody(note, key)?.split("\n") ?? [];
  if (name !== key.split("+")[0] || rest.length !== 1) return null;
  return { size: Number(size), root: Buffer.from(root ?? "", "base64"), at: (at ?? "").replace(/^at /, "") };
}

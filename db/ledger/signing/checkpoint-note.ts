import { type Signer, signedBody, signNote } from "./signed-note";

export { type Signer, signerOf, verifierKey } from "./signed-note";

/** What a checkpoint says: `at` is an ISO instant in UTC. */
export type Head = { readonly size: number; readonly root: Buffer; readonly at: string };

/** A checkpoint as C2SP writes it (tlog-checkpoint in a signed note), with the time of signing as its extension line. */
export const checkpointNote = ({ size, root, at }: Head, signer: Signer): string =>
  signNote(`${signer.name}\n${size}\n${root.toString("base64")}\nat ${at}\n`, signer);

/** What a checkpoint says, if the key signed it as one; null otherwise. */
export function readHead(note: string, key: string): Head | null {
  const [name, size, root, at, ...rest] = signedBody(note, key)?.split("\n") ?? [];
  if (name !== key.split("+")[0] || rest.length !== 1) return null;
  return { size: Number(size), root: Buffer.from(root ?? "", "base64"), at: (at ?? "").replace(/^at /, "") };
}

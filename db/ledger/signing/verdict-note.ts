import { type Signer, signNote, verifiedBody } from "./signed-note";

/** The result of a verification of `size` events. Instants are ISO in UTC. */
export type Finding = {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly size: number;
  readonly ok: boolean;
  readonly message: string;
};

/** Formats a finding as a signed note. Its first line differs from a checkpoint's, so that neither can pass for the other. */
export const verdictNote = (finding: Finding, signer: Signer): string =>
  signNote(verdictBody(finding, signer.name), signer);

/** Whether the signature is valid and the note states exactly this finding. */
export const isSignedVerdict = (finding: Finding, note: string, key: string): boolean =>
  verifiedBody(note, key) === verdictBody(finding, key.split("+")[0] ?? "");

const verdictBody = ({ startedAt, endedAt, size, ok, message }: Finding, name: string): string =>
  `${name}/verification\n${size}\n${ok ? "verifies" : "does not verify"}\nfrom ${startedAt}\nto ${endedAt}\n${JSON.stringify(message)}\n`;

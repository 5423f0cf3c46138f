import { type Signer, signedBody, signNote } from "./signed-note";

/** What a verification came to, and of what: how many events of the log, and from when to when, as ISO instants in UTC. */
export type Finding = {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly size: number;
  readonly ok: boolean;
  readonly words: string;
};

/** A finding as the note that its worker signs. Its first line keeps it from being taken for a checkpoint. */
export const verdictNote = (finding: Finding, signer: Signer): string => signNote(bodyOf(finding, signer.name), signer);

/** Whether a key signed a note, and the note says this finding and nothing else. */
export const isSignedVerdict = (finding: Finding, note: string, key: string): boolean =>
  signedBody(note, key) === bodyOf(finding, key.split("+")[0] ?? "");

const bodyOf = ({ startedAt, endedAt, size, ok, words }: Finding, name: string): string =>
  `${name}/verification\n${size}\n${ok ? "verifies" : "does not verify"}\nfrom ${startedAt}\nto ${endedAt}\n${JSON.stringify(words)}\n`;

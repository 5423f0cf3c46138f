import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { emptyRoot } from "@/db/ledger/merkle-tree";
import { checkpointNote, signerOf, verifierKey } from "@/db/ledger/signing/checkpoint-note";
import { verifyIsolated } from "./ledger-verifier";

const signer = signerOf(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString());
const note = checkpointNote({ size: 0, root: emptyRoot(), at: "2026-11-22T00:00:00.000000Z" }, signer);
const against = { key: verifierKey(signer), checkpoint: note, signal: new AbortController().signal };
const head = `{"format":"windlass-ledger","version":1,\n"checkpoint":${JSON.stringify(note)},\n"key":${JSON.stringify(against.key)},\n"events":[`;

it("what the verifier says last is the verdict", async () => {
  const log = async function* () {
    yield head;
    yield "\n]}\n";
  };
  expect(await verifyIsolated(log(), against)).toMatchObject({ ok: true, message: expect.stringMatching(/^VERIFIED/) });
});

it("a log that goes on otherwise than it may is broken", async () => {
  const log = async function* () {
    yield head;
    yield "\nnonsense\n]}\n";
  };
  expect(await verifyIsolated(log(), against)).toMatchObject({ ok: false, message: expect.stringMatching(/^BROKEN/) });
});

it("a log that is broken in its middle is broken, though nobody reads it to its end", async () => {
  const log = async function* () {
    yield head;
    yield "\nnonsense\n";
    for (let piece = 0; piece < 200; piece += 1) yield `${"more ".repeat(20_000)}\n`;
  };
  expect(await verifyIsolated(log(), against)).toMatchObject({ ok: false, message: expect.stringMatching(/^BROKEN/) });
});

it("a log that could not be read to its end is not broken: nothing is known of it", async () => {
  const log = async function* () {
    yield head;
    throw new Error("The connection was lost.");
  };
  await expect(verifyIsolated(log(), against)).rejects.toThrow("The connection was lost.");
});

it("a verification that is broken off says so", async () => {
  const leaving = new AbortController();
  const log = async function* () {
    yield head;
    leaving.abort();
    yield "\n";
  };
  await expect(verifyIsolated(log(), { ...against, signal: leaving.signal })).rejects.toThrow();
});

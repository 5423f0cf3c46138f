import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { gateKey, signAnswer } from "@/app/api/gate/gate-signature";
import { answerGate, parseGateQuestion } from "@/lib/halts/gate";

// As a pipeline runs it: `node verify-gate.mjs` with the public key alone.

const folder = mkdtempSync(join(tmpdir(), "windlass-gate-"));
const keyFile = join(folder, "gate-key.pem");
const pem = () => generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
beforeAll(() => {
  process.env.GATE_KEY = pem();
  writeFileSync(keyFile, gateKey().pem);
});
afterAll(() => rmSync(folder, { recursive: true }));

const halt = { kind: "halt", halt: 1, reason: "Checkout is down.", since: "2026-11-28T10:00:00.000000Z" } as const;

function signedAnswerTo(query: string, inTheWay: readonly (typeof halt)[] = [], at = new Date().toISOString()) {
  const question = parseGateQuestion(new URLSearchParams(query));
  if (typeof question === "string") throw new Error(question);
  const answer = answerGate(question, "Acme", at, inTheWay);
  return { ...answer, signature: signAnswer(answer) };
}

function runVerifier(answer: object, ...args: string[]) {
  const file = join(folder, "answer.json");
  writeFileSync(file, JSON.stringify(answer));
  const run = spawnSync(process.execPath, ["bin/auditor/verify-gate.mjs", file, "--key", keyFile, ...args], {
    encoding: "utf8",
  });
  return { code: run.status, output: `${run.stdout}${run.stderr}` };
}

const query = "client=Acme&application=shop&environment=production&nonce=n1";
const questionArgs = ["--client", "Acme", "--application", "shop", "--environment", "production", "--nonce", "n1"];

it("ends with 0 for a signed allow, and with 1 and its reason for a signed deny", () => {
  expect(runVerifier(signedAnswerTo(query), ...questionArgs)).toMatchObject({ code: 0 });
  const denied = runVerifier(signedAnswerTo(query, [halt]), ...questionArgs);
  expect(denied).toEqual({ code: 1, output: "deny: Checkout is down.\n" });
});

it("takes no answer that was changed, signed by another key, or of another question", () => {
  const denied = signedAnswerTo(query, [halt]);
  expect(runVerifier({ ...denied, answer: "allow" }, ...questionArgs)).toMatchObject({ code: 2 });
  expect(runVerifier({ ...denied, signature: signedAnswerTo(query).signature }, ...questionArgs)).toMatchObject({
    code: 2,
  });
  expect(runVerifier({ ...denied, signature: `${denied.signature.slice(0, -4)}AAAA` }, ...questionArgs)).toMatchObject({
    code: 2,
  });
  expect(runVerifier(signedAnswerTo(query.replace("shop", "till")), ...questionArgs)).toMatchObject({ code: 2 });
  expect(runVerifier(signedAnswerTo("client=Acme&nonce=n1"), ...questionArgs)).toMatchObject({ code: 2 });
  expect(runVerifier(signedAnswerTo(query.replace("n1", "n0")), ...questionArgs)).toMatchObject({ code: 2 });
});

it("takes no answer that is played again later", () => {
  const old = signedAnswerTo(query, [], new Date(Date.now() - 61_000).toISOString());
  expect(runVerifier(old, ...questionArgs).output).toContain("expired");
  expect(runVerifier(old, ...questionArgs)).toMatchObject({ code: 2 });
  expect(
    runVerifier(signedAnswerTo(query, [], new Date(Date.now() + 3_600_000).toISOString()), ...questionArgs),
  ).toMatchObject({
    code: 2,
  });
});

it("takes no answer without knowing whose it is", () => {
  expect(runVerifier(signedAnswerTo(query))).toMatchObject({ code: 2 });
});

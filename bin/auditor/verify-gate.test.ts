import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { gateKey, signedAnswer } from "@/app/api/gate/gate-signature";
import { gateAnswer, gateQuestion } from "@/lib/halts/gate";

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

function answered(query: string, inTheWay: readonly (typeof halt)[] = [], at = new Date().toISOString()) {
  const question = gateQuestion(new URLSearchParams(query));
  if (typeof question === "string") throw new Error(question);
  const answer = gateAnswer(question, "Acme", at, inTheWay);
  return { ...answer, signature: signedAnswer(answer) };
}

function verified(answer: object, ...words: string[]) {
  const file = join(folder, "answer.json");
  writeFileSync(file, JSON.stringify(answer));
  const run = spawnSync(process.execPath, ["bin/auditor/verify-gate.mjs", file, "--key", keyFile, ...words], {
    encoding: "utf8",
  });
  return { code: run.status, said: `${run.stdout}${run.stderr}` };
}

const query = "client=Acme&application=shop&environment=production&nonce=n1";
const asked = ["--client", "Acme", "--application", "shop", "--environment", "production", "--nonce", "n1"];

it("ends with 0 for a signed allow, and with 1 and its reason for a signed deny", () => {
  expect(verified(answered(query), ...asked)).toMatchObject({ code: 0 });
  const denied = verified(answered(query, [halt]), ...asked);
  expect(denied).toEqual({ code: 1, said: "deny: Checkout is down.\n" });
});

it("takes no answer that was changed, signed by another key, or of another question", () => {
  const denied = answered(query, [halt]);
  expect(verified({ ...denied, answer: "allow" }, ...asked)).toMatchObject({ code: 2 });
  expect(verified({ ...denied, signature: answered(query).signature }, ...asked)).toMatchObject({ code: 2 });
  expect(verified({ ...denied, signature: `${denied.signature.slice(0, -4)}AAAA` }, ...asked)).toMatchObject({
    code: 2,
  });
  expect(verified(answered(query.replace("shop", "till")), ...asked)).toMatchObject({ code: 2 });
  expect(verified(answered("client=Acme&nonce=n1"), ...asked)).toMatchObject({ code: 2 });
  expect(verified(answered(query.replace("n1", "n0")), ...asked)).toMatchObject({ code: 2 });
});

it("takes no answer that is played again later", () => {
  const old = answered(query, [], new Date(Date.now() - 61_000).toISOString());
  expect(verified(old, ...asked).said).toContain("expired");
  expect(verified(old, ...asked)).toMatchObject({ code: 2 });
  expect(verified(answered(query, [], new Date(Date.now() + 3_600_000).toISOString()), ...asked)).toMatchObject({
    code: 2,
  });
});

it("takes no answer without knowing whose it is", () => {
  expect(verified(answered(query))).toMatchObject({ code: 2 });
});

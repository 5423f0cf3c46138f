#!/usr/bin/env node
// Verifies an answer of the gate by nothing but Node: who signed it, what it answers, and that it is not an old one.
// node verify-gate.mjs ANSWER.json --key gate-key.pem --client NAME [--application NAME] [--environment NAME] [--nonce WORD] [--at INSTANT]
// A clearance of a change: node verify-gate.mjs ANSWER.json --key gate-key.pem --change CHG-1001 [--system NAME] [--nonce WORD]
// Ends with 0 when the deploy is allowed, with 1 when it is denied, and with 2 when the answer proves nothing.
import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

const askedFields = ["client", "application", "environment", "system", "change", "nonce"];
const names = ["key", "at", ...askedFields];
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
});

try {
  const answer = verified(readFileSync(positionals[0] ?? "/dev/stdin", "utf8"), given("key"));
  for (const name of askedFields) sameQuestion(name, answer.question[name]);
  inTime(answer, values.at ? Date.parse(values.at) : Date.now());
  console.log(`${answer.answer}: ${answer.reason}`);
  process.exit(answer.answer === "allow" ? 0 : 1);
} catch (error) {
  console.error(`This proves nothing: ${error.message}`);
  process.exit(2);
}

function given(name) {
  if (!values[name]) throw new Error(`--${name} is missing.`);
  return values[name];
}

/** Only the signed content counts; the plain copy beside it must be equal. */
function verified(text, keyFile) {
  const { signature, ...signed } = JSON.parse(text);
  const [head, body, seal, ...more] = String(signature).split(".");
  if (!head || !body || !seal || more.length > 0) throw new Error("the answer has no signature.");
  const { alg } = JSON.parse(Buffer.from(head, "base64url").toString());
  if (alg !== "EdDSA") throw new Error("the signature is of another kind.");
  const key = createPublicKey(readFileSync(keyFile));
  if (!verify(null, Buffer.from(`${head}.${body}`), key, Buffer.from(seal, "base64url")))
    throw new Error("the signature was not made with that key.");
  const answer = JSON.parse(Buffer.from(body, "base64url").toString());
  if (JSON.stringify(signed) !== JSON.stringify(answer)) throw new Error("the answer was changed after it was signed.");
  return answer;
}

function sameQuestion(name, answered) {
  if (name === "client" && !values.change) given("client");
  const expected = values[name] ?? null;
  if ((answered ?? "").toLowerCase() !== (expected ?? "").toLowerCase())
    throw new Error(`the answer is for the ${name} ${answered ?? "of any kind"}, not ${expected ?? "of any kind"}.`);
}

function inTime({ issuedAt, expiresAt }, now) {
  const clocksApart = 60_000;
  if (!(now <= Date.parse(expiresAt))) throw new Error(`the answer expired at ${expiresAt}: ask again.`);
  if (!(now >= Date.parse(issuedAt) - clocksApart)) throw new Error(`the answer is dated ${issuedAt}, in the future.`);
}

import { expect, it } from "vitest";
import { credentialsIn } from "./credentials";

const word = "PRIVATE";
const key = `-----BEGIN RSA ${word} KEY-----\n${`${"MIIEpAIBAAKCAQEAuMdfC8pXr5v0".repeat(2)}\n`.repeat(12)}-----END RSA ${word} KEY-----`;

it("looks through each field by itself: what one says of secretlint spares no other", async () => {
  expect(Object.keys(await credentialsIn({ title: "Rotate a key", what: key }))).toEqual(["what"]);
  expect(Object.keys(await credentialsIn({ title: "secretlint-disable", what: key }))).toEqual(["what"]);
});

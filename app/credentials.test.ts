import { expect, it } from "vitest";
import { credentialsIn } from "./credentials";

const word = "PRIVATE";
const key = `-----BEGIN RSA ${word} KEY-----\n${`${"MIIEpAIBAAKCAQEAuMdfC8pXr5v0".repeat(2)}\n`.repeat(12)}-----END RSA ${word} KEY-----`;

it("finds one whatever the text says of secretlint", async () => {
  for (const said of ["secretlint-disable", "secretlint-disable-next-line", "/* secretlint-disable */"])
    expect(Object.keys(await credentialsIn({ what: `${said}\n${key}` }))).toEqual(["what"]);
  expect(await credentialsIn({ what: "Rotate the key of the reporting pool; it is kept in the vault." })).toEqual({});
});

it.each([
  ["of a cloud", ["AWS_SECRET_ACCESS_KEY=", "wJalrXUtnFEMIk7MDENGbPxRfiCY3h0sQ7Xk29fj"].join("")],
  ["of a repository", ["ghp", "_wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"].join("")],
  ["of a chat", ["xoxb", "-123456789012-1234567890123-", "AbCdEfGhIjKlMnOpQrStUvWx"].join("")],
  ["in an address", ["postgres://reader:", "Xk29fjw0sQ7", "@db.example.com:5432/records"].join("")],
])("finds one %s", async (_, text) => {
  expect(Object.keys(await credentialsIn({ what: `Use ${text} from now on.` }))).toEqual(["what"]);
});

it("looks through each field by itself: what one says of secretlint spares no other", async () => {
  expect(Object.keys(await credentialsIn({ title: "Rotate a key", what: key }))).toEqual(["what"]);
  expect(Object.keys(await credentialsIn({ title: "secretlint-disable", what: key }))).toEqual(["what"]);
});

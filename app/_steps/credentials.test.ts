import { expect, it } from "vitest";
import { longestEventLoopDelayMs } from "@/testing/longest-event-loop-delay";
import { findCredentials } from "./credentials";

const word = "PRIVATE";
const key = `-----BEGIN RSA ${word} KEY-----\n${`${"MIIEpAIBAAKCAQEAuMdfC8pXr5v0".repeat(2)}\n`.repeat(12)}-----END RSA ${word} KEY-----`;

it("finds one whatever the text says of secretlint", async () => {
  for (const comment of ["secretlint-disable", "secretlint-disable-next-line", "/* secretlint-disable */"])
    expect(Object.keys(await findCredentials({ what: `${comment}\n${key}` }))).toEqual(["what"]);
  expect(await findCredentials({ what: "Rotate the key of the reporting pool; it is kept in the vault." })).toEqual({});
});

it.each([
  ["of a cloud", ["AWS_SECRET_ACCESS_KEY=", "wJalrXUtnFEMIk7MDENGbPxRfiCY3h0sQ7Xk29fj"].join("")],
  ["of a repository", ["ghp", "_wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"].join("")],
  ["of a chat", ["xoxb", "-123456789012-1234567890123-", "AbCdEfGhIjKlMnOpQrStUvWx"].join("")],
  ["in an address", ["postgres://reader:", "Xk29fjw0sQ7", "@db.example.com:5432/records"].join("")],
])("finds one %s", async (_, text) => {
  expect(Object.keys(await findCredentials({ what: `Use ${text} from now on.` }))).toEqual(["what"]);
});

it("looks through each field by itself: what one says of secretlint spares no other", async () => {
  expect(Object.keys(await findCredentials({ title: "Rotate a key", what: key }))).toEqual(["what"]);
  expect(Object.keys(await findCredentials({ title: "secretlint-disable", what: key }))).toEqual(["what"]);
});

it("makes none of two fields, and hides none behind what a field before it began", async () => {
  const halves = { what: key.slice(0, 300), why: key.slice(300) };
  expect(await findCredentials({ ...halves, title: "password:", impact: "Xk39-Qp!77" })).toEqual({});
  const begun = [
    "password:",
    "secret = ",
    "AWS_SECRET_ACCESS_KEY =",
    `-----BEGIN RSA ${word} KEY-----`,
    "postgres://reader:",
  ];
  for (const title of begun)
    for (const what of ["password: Xk39-Qp!77", key])
      expect(Object.keys(await findCredentials({ title, what })), `${title} before ${what}`).toEqual(["what"]);
});

it("finds one wherever it stands in a long text", async () => {
  const filler = "Nothing to see, whatever the line. ".repeat(1000);
  for (const before of [9_900, 10_480, 10_500, 20_990, 33_000])
    expect(Object.keys(await findCredentials({ what: `${filler.slice(0, before)}\n${key}\n${filler}` }))).toEqual([
      "what",
    ]);
});

const hostile = [
  "secret=",
  "secret=secret: ",
  "password",
  "secret: \t",
  "xoxb-1-a-",
  "-----BEGIN RSA PRIVATE KEY-----",
  "postgres://a:",
  "https://a:b",
  "SG.a.",
  `SG.a.${"a".repeat(260)}`,
  `ghp_${"a".repeat(37)} `,
  `lin_api_${"a".repeat(129)}`,
  "//registry.npmjs.org/:_authToken=$ ",
  `-----BEGIN PRIVATE KEY-----${"MI".repeat(200)} `,
  "aws_secret_access_key = ",
  "a",
  "\n",
  " ",
];

it.each(hostile)("a megabyte of %j keeps nobody else waiting", async (seed) => {
  await findCredentials({ what: "warm" });
  const text = seed.repeat(Math.ceil(1_000_000 / seed.length));
  // 100 ms expected; ten times that on a busy machine.
  expect(await longestEventLoopDelayMs(() => findCredentials({ what: text }))).toBeLessThan(1000);
});

import { expect, test } from "vitest";
import { policyText } from "./policy";
import { parsePolicyDocument, shippedPolicyText } from "./policy-document";

const anchorsOf = (text: string) => parsePolicyDocument(text).flatMap(({ anchor }) => anchor ?? []);
const everyAnchor = policyText.flatMap(({ anchor, lines = [] }) => [anchor, ...lines.map((line) => line.anchor)]);

test("the shipped text as it is edited says every clause at its place", () => {
  expect(anchorsOf(shippedPolicyText())).toEqual(everyAnchor);
  expect(
    parsePolicyDocument(shippedPolicyText())
      .filter(({ kind }) => kind === "subheading")
      .map(({ text }) => text),
  ).toEqual(["Standard Changes", "Normal Changes", "Emergency Changes"]);
});

test("an amended clause keeps its anchor where it still begins as it did, and loses it where it does not", () => {
  const amended = shippedPolicyText()
    .replace("Reviewed: A second Anchor operator reviews the change.", "Reviewed: Two other operators review it.")
    .replace("within 24 hours", "within 12 hours");
  expect(anchorsOf(amended)).toEqual(everyAnchor.filter((anchor) => anchor !== "emergency-documented"));
});

test("an anchor stands once, and what is in no known form is words", () => {
  expect(
    parsePolicyDocument(
      "Scope\r\n\r\n# Scope\n#Scope\n- \n-5 degrees\n* Logged after completion.\nLogged after  completion.",
    ),
  ).toEqual([
    { kind: "heading", text: "Scope", anchor: "scope" },
    { kind: "heading", text: "Scope" },
    { kind: "words", text: "#Scope" },
    { kind: "words", text: "-" },
    { kind: "words", text: "-5 degrees" },
    { kind: "item", text: "Logged after completion.", anchor: "standard-logged" },
    { kind: "words", text: "Logged after  completion." },
  ]);
});

test("a text without any clause has no anchor", () => {
  expect(anchorsOf("# Rules\nBe careful.")).toEqual([]);
});

import { expect, test } from "vitest";
import { splitLinks } from "./split-links";

test("addresses become links and the sentence keeps its full stop", () => {
  expect(splitLinks("See https://wiki.example.com/a(b), or (http://x.example/y).")).toEqual([
    { text: "See " },
    { text: "https://wiki.example.com/a(b)", href: "https://wiki.example.com/a(b)" },
    { text: ", or (" },
    { text: "http://x.example/y", href: "http://x.example/y" },
    { text: ")." },
  ]);
});

test.each(["javascript:alert(1)", "data:text/html,x", "ftp://example.com", "https://", "xhttps://a b"])(
  "%s stays text",
  (text) => {
    expect(splitLinks(text).some((piece) => piece.href)).toBe(false);
  },
);

test("nothing of a text is lost", () => {
  const text = "a\nhttps://a.example/?q=1&b=2#c\n\nend";
  expect(
    splitLinks(text)
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
});

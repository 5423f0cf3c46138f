import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { writtenBlocks } from "@/lib/text/written-blocks";
import { seededRandom } from "@/testing/model/seeded-random";
import { WrittenText } from "./written-text";

const htmlOf = (text: string) => renderToStaticMarkup(<WrittenText text={text} />);
const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");
/** The elements without what they are drawn with. */
const markupOf = (text: string) =>
  htmlOf(text)
    .replace(/ class="[^"]*"/g, "")
    .replace(/^<div>|<\/div>$/g, "");

describe("what somebody wrote", () => {
  it.each([
    ["a paragraph", "One line.\nAnother.\n\nA second.", "<p>One line.<br/>Another.</p><p>A second.</p>"],
    [
      "a list",
      "Steps:\n- drain\n- `reload`",
      "<p>Steps:</p><ul><li><div><p>drain</p></div></li><li><div><p><code>reload</code></p></div></li></ul>",
    ],
    [
      "a numbered list",
      "3. drain\n4. reload",
      '<ol start="3"><li><div><p>drain</p></div></li><li><div><p>reload</p></div></li></ol>',
    ],
    ["a list in a list", "- a\n  - b", "<ul><li><div><p>a</p><ul><li><div><p>b</p></div></li></ul></div></li></ul>"],
    ["code", "```sh\ncurl -s <host> | jq\n```", "<pre><code>curl -s &lt;host&gt; | jq</code></pre>"],
    ["indented code", "Run:\n\n    a  b\n      c", "<p>Run:</p><pre><code>a  b\n  c</code></pre>"],
    [
      "a link",
      "See [the runbook](https://a.example/x).",
      '<p>See <a href="https://a.example/x" rel="noreferrer nofollow ugc">the runbook</a><span> (https://a.example/x)</span>.</p>',
    ],
    [
      "an address",
      "See https://a.example/x.",
      '<p>See <a href="https://a.example/x" rel="noreferrer nofollow ugc">https://a.example/x</a>.</p>',
    ],
  ])("is shown as %s", (_, text, html) => {
    expect(markupOf(text)).toBe(html);
  });

  it.each([
    "# restart the service",
    "*not* _emphasis_ __init__",
    "C:\\_x\\*y",
    "<b>bold</b> <img src=x onerror=alert(1)>",
    "![image](x.png)",
    "[a](javascript:alert(1))",
    "[a](JAVASCRIPT:alert(1))",
    "[a](data:text/html,x)",
    "[a](//evil.example)",
    "[a](/sign-out)",
    "[a](mailto:x@example.com)",
    "[a](https://)",
    "&lt;script&gt; &#x6a;",
    "[a]()",
    "[a](<>)",
    "| a | b |",
    "> quoted",
  ])("stays the text that it is: %s", (text) => {
    expect(htmlOf(text).match(/<\/?\w+/g)).toEqual(["<div", "<p", "</p", "</div"]);
    expect(textOf(htmlOf(text))).toBe(text);
  });

  it("shows where a link leads whose label is another address", () => {
    expect(textOf(htmlOf("[https://bank.example](https://evil.example/)"))).toBe("https://evil.example/");
    expect(textOf(htmlOf("[bank.example](https://evil.example/)"))).toBe("https://evil.example/");
    expect(textOf(htmlOf("[ ](https://evil.example/)"))).toBe("https://evil.example/");
  });
});

const marks = [
  "`",
  "```",
  "\n",
  "\n\n",
  "- ",
  "1. ",
  "    ",
  "[",
  "](",
  ")",
  "<",
  ">",
  '"',
  "'",
  "&",
  "!",
  "*",
  "_",
  "~~~",
  "\\",
  "#",
  "|",
  "=",
];
const words = [
  "https://a.example/",
  "javascript:",
  "data:",
  "<script>",
  "onload=",
  "text",
  "é",
  "\u202e",
  "\0",
  "\ud800",
  "<!--",
  "]]>",
];

/** 3,000 texts of up to 60 such pieces, the same each time. */
function* textsOf(pieces: readonly string[]): Generator<string> {
  const random = seededRandom(7);
  for (let text = 0; text < 3000; text += 1)
    yield Array.from({ length: random.below(60) }, () => random.of(pieces)).join("");
}

const tags =
  /^<(?:\/?(?:div|p|ul|li|pre|code|ol|span|a)|ol start="\d+"|br\/|a href="https?:\/\/[^"<>\s]+" rel="noreferrer nofollow ugc")>$/i;

it("makes no element and no attribute but those of the list, whatever the text", () => {
  for (const text of textsOf([...marks, ...words, "a", " "])) {
    const html = htmlOf(text).replace(/ class="[^"<>]*"/g, "");
    expect((html.match(/<[^>]*>?/g) ?? []).filter((tag) => !tags.test(tag))).toEqual([]);
  }
});

it("loses no word of a text", () => {
  const wordsIn = (text: string) => text.match(/[a-z]{4,}/g) ?? [];
  // What stands behind the mark of a code block is its language.
  const plain = marks.filter((mark) => !/`|~/.test(mark));
  for (const text of textsOf([...plain, " word ", " other ", "third", "https://a.example "]))
    expect(wordsIn(textOf(htmlOf(text).replace(/<br\/>|<\/p>|<\/code>/g, " ")))).toEqual(wordsIn(text));
});

it("makes a megabyte one text, without parsing it", () => {
  expect(writtenBlocks("- [a](".repeat(200_000))).toHaveLength(1);
});

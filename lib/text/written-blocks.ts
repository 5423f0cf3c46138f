import markdownIt, { type Token } from "markdown-it";
import { splitLinks } from "./split-links";

/** A part of a line. `href` is an http or https address. */
export type WrittenPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string }
  | { readonly kind: "break" };

export type WrittenBlock =
  | { readonly kind: "paragraph"; readonly parts: readonly WrittenPart[] }
  | { readonly kind: "code"; readonly text: string }
  /** `start` is the number of its first item, null where it has none. */
  | { readonly kind: "list"; readonly start: number | null; readonly items: readonly (readonly WrittenBlock[])[] };

/**
 * What somebody wrote, by the plain part of Markdown: paragraphs with their line breaks, lists, code, and links to http and
 * https addresses. Everything else, HTML and images among it, stays the text that it is.
 */
export const writtenBlocks = (text: string): readonly WrittenBlock[] =>
  mayBeMarked.test(text) && text.length <= maxMarkedLength
    ? blocksIn(parser.parse(text, {}).values(), "")
    : plainParagraphs(text);

// Twice what a field may hold. So that no text, however it came here, takes more than its length.
const maxMarkedLength = 20_000;

/** Saves parsing what has no mark: most of what people write. */
const mayBeMarked = /[`[]|(?:^|\n)[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]|(?:^|\n)(?: {4}|\t)|~~~/;

// Without HTML, images, headings, emphasis and escapes: `__init__`, `C:\_x` and `# stop it` are what they say.
const parser = markdownIt("zero", { html: false, linkify: false, maxNesting: 20 }).enable([
  ...["code", "fence", "list"],
  ...["backticks", "link", "newline"],
]);
parser.validateLink = (address) => /^https?:\/\/[^\s/]/i.test(address) && URL.canParse(address);

const plainParagraphs = (text: string): readonly WrittenBlock[] =>
  text
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "")
    .map((paragraph) => ({ kind: "paragraph", parts: linesOf(paragraph) }));

const linesOf = (text: string): readonly WrittenPart[] =>
  text.split("\n").flatMap((line, index) => [...(index > 0 ? [lineBreak] : []), ...textParts(line)]);

const lineBreak: WrittenPart = { kind: "break" };

/** Addresses that stand in a text by themselves are links, as everywhere. */
const textParts = (text: string): readonly WrittenPart[] =>
  splitLinks(text).map(({ text, href }) => (href ? { kind: "link", text, href } : { kind: "text", text }));

/** The blocks up to the token that closes them. */
function blocksIn(tokens: Iterator<Token>, closing: string): WrittenBlock[] {
  const blocks: WrittenBlock[] = [];
  for (let next = tokens.next(); !next.done && next.value.type !== closing; next = tokens.next()) {
    const { type, content, children } = next.value;
    if (type === "inline") blocks.push({ kind: "paragraph", parts: partsOf(children ?? []) });
    else if (type === "fence" || type === "code_block") blocks.push({ kind: "code", text: content.replace(/\n$/, "") });
    else if (type === "bullet_list_open" || type === "ordered_list_open") blocks.push(listOf(tokens, next.value));
  }
  return blocks;
}

function listOf(tokens: Iterator<Token>, opening: Token): WrittenBlock {
  const isOrdered = opening.type === "ordered_list_open";
  const items: WrittenBlock[][] = [];
  const closing = opening.type.replace("open", "close");
  for (let next = tokens.next(); !next.done && next.value.type !== closing; next = tokens.next())
    if (next.value.type === "list_item_open") items.push(blocksIn(tokens, "list_item_close"));
  return { kind: "list", start: isOrdered ? Number(opening.attrGet("start") ?? 1) : null, items };
}

function partsOf(tokens: readonly Token[]): readonly WrittenPart[] {
  const parts: WrittenPart[] = [];
  let link: Link | null = null;
  for (const token of tokens) {
    const isBreak = token.type === "softbreak" || token.type === "hardbreak";
    if (token.type === "link_open") link = { ...linkAttributes(token), label: "" };
    else if (link && token.type === "link_close") {
      parts.push(...linkParts(link));
      link = null;
    } else if (link) link.label += isBreak ? " " : token.content;
    else if (isBreak) parts.push(lineBreak);
    else if (token.type === "code_inline") parts.push({ kind: "code", text: token.content });
    else parts.push(...textParts(token.content));
  }
  return parts;
}

type Link = { readonly href: string; readonly title: string; label: string };

const linkAttributes = (token: Token) => ({
  href: String(token.attrGet("href") ?? ""),
  title: String(token.attrGet("title") ?? ""),
});

/** A label that is itself an address could name another: then the true one is shown. A link to nowhere is none. */
function linkParts({ href, title, label }: Link): readonly WrittenPart[] {
  const described = title === "" ? "" : ` “${title}”`;
  if (href === "") return [{ kind: "text", text: `[${label}](${described.trim()})` }];
  const isAddress = /:\/\/|^\s*www\.|^\S+\.[a-z]{2,}(?:\/|\s*$)/i.test(label);
  const link = { kind: "link", text: label.trim() === "" || isAddress ? href : label, href } as const;
  return described === "" ? [link] : [link, { kind: "text", text: described }];
}

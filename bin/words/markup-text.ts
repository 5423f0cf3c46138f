import { childNode, childNodes, type Node, stringPart } from "./syntax";

/** A text with its white space as a reader sees it. */
export const normalizeSpace = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, " ").trim();

/** The text that stands in markup itself, as React shows it: lines are joined, and white space at their ends is none. */
export function markupText(node: Node): string {
  if (node.type !== "JSXText") return "";
  const lines = stringPart(node, "value").split("\n");
  const trimmed = lines.map((line, index) => {
    const end = index === lines.length - 1 ? line : line.trimEnd();
    return index === 0 ? end : end.trimStart();
  });
  return decodeEntities(trimmed.filter((line) => line !== "").join(" "));
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };
const decodeEntities = (text: string) => text.replace(/&(\w+);/g, (all, name: string) => entities[name] ?? all);

/** Children of markup as one sentence: their text, the text of markup within, and a hole for each value. */
export const sentenceOfMarkup = (children: readonly Node[]): string => children.map(pieceOf).join("");

function pieceOf(node: Node): string {
  if (node.type === "JSXText") return markupText(node);
  if (node.type === "JSXExpressionContainer") return placeholderFor(childNode(node, "expression"));
  return sentenceOfMarkup(childNodes(node, "children")) || "{…}";
}

/** A template with a hole for each of its values. */
export function sentenceOfTemplate(node: Node): string {
  const values = childNodes(node, "expressions");
  return childNodes(node, "quasis")
    .map((quasi, index) => cooked(quasi) + (values[index] ? placeholderFor(values[index]) : ""))
    .join("");
}

const cooked = (quasi: Node): string => {
  const { value } = quasi;
  return typeof value === "object" && value !== null && "cooked" in value ? String(value.cooked) : "";
};

/** What a value shows: a text itself, one of two texts, else a hole by its name. */
function placeholderFor(node: Node | null): string {
  if (node?.type === "Literal") return String(node.value ?? "");
  if (node?.type === "JSXEmptyExpression") return "";
  if (node?.type === "TemplateLiteral") return sentenceOfTemplate(node);
  return node && isInlined(node)
    ? `{${branches(node)
        .map((one) => stringPart(one, "value"))
        .join("|")}}`
    : `{${nameOfValue(node)}}`;
}

/** Whether a sentence says all of a value itself, so that nothing in it is left to say. */
export const isInlined = (node: Node): boolean =>
  isWord(node) || (node.type === "ConditionalExpression" && branches(node).length === 2);

const branches = (node: Node): readonly Node[] =>
  [childNode(node, "consequent"), childNode(node, "alternate")].filter((one) => one !== null).filter(isWord);

const isWord = (node: Node) => node.type === "Literal" && typeof node.value === "string";

const nameOfValue = (node: Node | null): string => {
  if (node?.type === "Identifier") return stringPart(node, "name");
  return node?.type === "MemberExpression" && !node.computed ? stringPart(childNode(node, "property"), "name") : "…";
};

/** The words of a text; of one that is a document of markup, those between its tags. */
export function wordsOfMarkup(text: string): readonly string[] {
  if (!/<\/[a-z]+\d?>|<!doctype|<\w+ \w+=/i.test(text)) return [normalizeSpace(text)];
  return text
    .replace(/<(style|script|svg)\b[\s\S]*?<\/\1>/g, " ")
    .split(
      /<\/?(?:p|h\d|li|ul|dl|dt|dd|div|title|main|head|body|html|meta|link|form|button|label|input|td|tr|th|table|section|header|footer|br|!doctype)\b[^<>]*>/i,
    )
    .map((part) => normalizeSpace(part.replace(/<[^<>]*>/g, "")));
}

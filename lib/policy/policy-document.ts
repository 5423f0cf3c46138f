import { type Anchor, type PolicyLine, type PolicySection, policyText } from "./policy";

/** A line of a published text as it is shown; `anchor` where it still says what a clause says. */
export type DocumentLine = {
  readonly kind: "heading" | "subheading" | "item" | "words";
  readonly words: string;
  readonly anchor?: Anchor;
};

/** The text that ships with the product as a lead edits it: a line a clause, headings after # and ##, items after -. */
export const shippedText = (): string =>
  policyText
    .map(({ heading, level, words, lines = [] }) =>
      [
        `${level === 2 ? "#" : "##"} ${heading}`,
        ...(words ? [words] : []),
        ...lines.map((line) => `- ${line.words}`),
      ].join("\n"),
    )
    .join("\n\n");

/** A published text line by line, each clause's anchor where its heading or its words first stand. */
export function documentOf(text: string): readonly DocumentLine[] {
  const placed = new Set<Anchor>();
  let section: PolicySection | undefined;
  return linesIn(text).map((line) => {
    const isHeading = line.kind === "heading" || line.kind === "subheading";
    if (isHeading) section = policyText.find(({ heading }) => same(heading, line.words));
    const anchor = isHeading ? section?.anchor : clauseIn(line.words, section);
    if (anchor === undefined || placed.has(anchor)) return line;
    placed.add(anchor);
    return { ...line, anchor };
  });
}

const linesIn = (text: string): readonly DocumentLine[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map(lineOf);

function lineOf(line: string): DocumentLine {
  const [, mark = "", words = ""] = /^(##?|[-*•–])\s+(\S.*)$/.exec(line) ?? [];
  if (mark === "")
    return { kind: policyText.some(({ heading }) => same(heading, line)) ? "heading" : "words", words: line };
  return { kind: mark === "#" ? "heading" : mark === "##" ? "subheading" : "item", words };
}

/** The clause whose words the line says, in any section; or, in its own, which begins as the clause does: "Reviewed: …". */
const clauseIn = (words: string, section: PolicySection | undefined): Anchor | undefined =>
  policyText.flatMap(({ lines = [] }) => lines).find((line) => plain(words).includes(plain(line.words)))?.anchor ??
  section?.lines?.find((line) => begins(words, line))?.anchor;

function begins(words: string, line: PolicyLine): boolean {
  const label = /^[^:]{1,30}:/.exec(line.words)?.[0];
  return label !== undefined && plain(words).startsWith(plain(label));
}

const plain = (words: string): string => words.toLowerCase().replaceAll(/\s+/g, " ").trim();
const same = (one: string, other: string): boolean => plain(one) === plain(other);

import { type PolicyLine, type PolicySection, policyText, type SectionId } from "./policy";

/** A line of a published text as it is shown; `anchor` where it still says what a clause says. */
export type DocumentLine = {
  readonly kind: "heading" | "subheading" | "item" | "words";
  readonly text: string;
  readonly anchor?: SectionId;
};

/** The text that ships with the product as a lead edits it: a line a clause, headings after # and ##, items after -. */
export const shippedPolicyText = (): string =>
  policyText
    .map(({ heading, level, text, lines = [] }) =>
      [
        `${level === 2 ? "#" : "##"} ${heading}`,
        ...(text ? [text] : []),
        ...lines.map((line) => `- ${line.text}`),
      ].join("\n"),
    )
    .join("\n\n");

/** A published text line by line, each clause's anchor where its heading or its words first stand. */
export function parsePolicyDocument(text: string): readonly DocumentLine[] {
  const usedAnchors = new Set<SectionId>();
  let section: PolicySection | undefined;
  return parseLines(text).map((line) => {
    const isHeading = line.kind === "heading" || line.kind === "subheading";
    if (isHeading) section = policyText.find(({ heading }) => isSameText(heading, line.text));
    const anchor = isHeading ? section?.anchor : clauseIn(line.text, section);
    if (anchor === undefined || usedAnchors.has(anchor)) return line;
    usedAnchors.add(anchor);
    return { ...line, anchor };
  });
}

const parseLines = (text: string): readonly DocumentLine[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map(parseLine);

function parseLine(line: string): DocumentLine {
  const [, marker = "", text = ""] = /^(##?|[-*•–])\s+(\S.*)$/.exec(line) ?? [];
  if (marker === "")
    return { kind: policyText.some(({ heading }) => isSameText(heading, line)) ? "heading" : "words", text: line };
  return { kind: marker === "#" ? "heading" : marker === "##" ? "subheading" : "item", text };
}

/** The clause whose words the line says, in any section; or, in its own, which begins as the clause does: "Reviewed: …". */
const clauseIn = (text: string, section: PolicySection | undefined): SectionId | undefined =>
  policyText.flatMap(({ lines = [] }) => lines).find((line) => foldText(text).includes(foldText(line.text)))?.anchor ??
  section?.lines?.find((line) => beginsLike(text, line))?.anchor;

function beginsLike(text: string, line: PolicyLine): boolean {
  const label = /^[^:]{1,30}:/.exec(line.text)?.[0];
  return label !== undefined && foldText(text).startsWith(foldText(label));
}

const foldText = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, " ").trim();
const isSameText = (one: string, other: string): boolean => foldText(one) === foldText(other);

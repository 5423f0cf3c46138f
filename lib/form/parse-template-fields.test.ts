import { describe, expect, it } from "vitest";
import { refusalSentence } from "@/lib/refusals/refusal-sentence";
import { fillWithExamples, placeholdersIn, templateMismatch, toTemplateFields } from "./parse-template-fields";
import { templateFieldRows } from "./template-field-rows";

const row = (name: string, label: string, example: string, pattern: string, options = "") => ({
  blankName: name,
  blankLabel: label,
  blankExample: example,
  blankPattern: pattern,
  blankOptions: options,
});

describe("the fields that an entry declares", () => {
  it("are read row by row, empty ones left out", () => {
    const typed = { blankName: ["a", "", "b"], blankLabel: ["A", "", "B"], blankPattern: ["[a-z]+"] };
    expect(templateFieldRows(typed)).toEqual([row("a", "A", "", "[a-z]+"), row("b", "B", "", "")]);
    expect(templateFieldRows({})).toEqual([]);
    expect(templateFieldRows({ blankName: "one" })).toEqual([row("one", "", "", "")]);
  });

  it("have a pattern or a list", () => {
    expect(
      toTemplateFields([row("host", "Host", "web-1", "[a-z0-9-]+"), row("size", "Size", "", "", "small\n large \n")]),
    ).toEqual([
      { name: "host", label: "Host", example: "web-1", pattern: "[a-z0-9-]+" },
      { name: "size", label: "Size", example: "", options: ["small", "large"] },
    ]);
  });

  it.each([
    [row("", "Host", "a", "a"), "is not a valid field name"],
    [row("a b", "Host", "a", "a"), "is not a valid field name"],
    [row("a", "", "a", "a"), "needs a label"],
    [row("a", "A", "a", ""), "either a pattern or a list"],
    [row("a", "A", "a", "a", "a"), "either a pattern or a list"],
    [row("a", "A", "a", "("), "The pattern of a is not supported"],
    [row("a", "A", "a", "a)|(b"), "The pattern of a is not supported"],
    [row("a", "A", "a", "(a)\\1"), "The pattern of a is not supported"],
    [row("a", "A", "a", "(?i)a"), "The pattern of a is not supported"],
    [row("a", "A", "a".repeat(40), "(a+)+b"), "The pattern of a is not supported"],
    [row("a", "A", "a".repeat(40), "(a|a){30}b"), "The pattern of a is not supported"],
    [row("a", "A", "a".repeat(500), ".*.*.*.*b"), "The pattern of a is not supported"],
    [row("a", "A", "a".repeat(40), "a?".repeat(40)), "The pattern of a is not supported"],
    [row("a", "A", "", "a"), "needs an example"],
    [row("a", "A", "ab", "a"), "does not match the pattern"],
  ])("are refused in words: %j", (wrong, words) => {
    expect(toTemplateFields([wrong])).toContain(words);
  });

  it("have names of their own", () => {
    expect(toTemplateFields([row("a", "A", "a", "a"), row("a", "B", "b", "b")])).toBe(
      refusalSentence("blank_twice", { name: "a" }),
    );
  });
});

describe("a template", () => {
  const templateFields = [
    { name: "a", label: "A", example: "{b}", pattern: ".*" },
    { name: "b", label: "B", example: "", options: ["x", "y"] },
  ];

  it("is filled in all at once: a value that looks like a field stays what it is", () => {
    expect(fillWithExamples("{a} and {b}, {c}", templateFields)).toBe("{b} and x, {c}");
  });

  it("names what is declared, and nothing else", () => {
    expect(placeholdersIn("{a} {a}", "{b}")).toEqual(["a", "b"]);
    expect(templateMismatch(["{a}", "{b}"], templateFields)).toBeNull();
    expect(templateMismatch(["{a}", "{b} {c}"], templateFields)).toContain("{c}");
    expect(templateMismatch(["{a}"], templateFields)).toBe(
      refusalSentence("blank_unnamed", { name: "b", named: "{b}" }),
    );
  });
});

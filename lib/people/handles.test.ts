import { describe, expect, it } from "vitest";
import { handlesOf, peopleNamedIn } from "./handles";

const people = [
  { id: 1, name: "Operator One" },
  { id: 2, name: "Björn Lindqvist" },
  { id: 3, name: "Liam O’Dowd" },
  { id: 4, name: "Anna Schmidt (anna@a.example)" },
  { id: 5, name: "Anna Schmidt (account 5)" },
  { id: 6, name: "王小明" },
];

it("names each of them, those of one name by their number", () => {
  expect([...handlesOf(people).keys()]).toEqual([
    "operator.one",
    "björn.lindqvist",
    "liam.odowd",
    "anna.schmidt.4",
    "anna.schmidt.5",
    "王小明",
  ]);
});

describe("a text names", () => {
  it.each<[string, readonly number[]]>([
    ["@operator.one please look", [1]],
    ["(@Operator.One), @björn.lindqvist: and @operator.one.", [1, 2]],
    ["@liam.odowd, @liam.o’dowd", [3]],
    ["@anna.schmidt.5 but not @anna.schmidt", [5]],
    ["@王小明", [6]],
    ["line\n@operator.one", [1]],
    ["nobody@operator.one, ops@example.com, https://a.example/@operator.one", []],
    ["npm i @babel/core @nobody @@operator.one @", []],
  ])("%j", (text, ids) => {
    expect(peopleNamedIn(text, people)).toEqual(ids);
  });
});

import type { ElementTree } from "../element-tree";

/** A form of a page: where it goes, what it sends unseen, and the buttons that send it. */
export type FoundForm = {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly buttons: readonly { readonly name: string; readonly value: string }[];
};

/** The forms of a page, as a browser without JavaScript finds them; a form that names no address goes to the page's own. */
export const formsIn = (page: readonly ElementTree[]): FoundForm[] =>
  elementsIn(page, "form").map(({ attributes, inside }) => ({
    action: attributes.action ?? "",
    fields: Object.fromEntries(
      elementsIn(inside, "input")
        .filter((input) => input.attributes.type === "hidden")
        .map((input) => [input.attributes.name ?? "", input.attributes.value ?? ""]),
    ),
    buttons: elementsIn(inside, "button").map((button) => ({
      name: button.attributes.name ?? "",
      value: button.attributes.value ?? "",
    })),
  }));

type Element = Exclude<ElementTree, string>;

const elementsIn = (trees: readonly ElementTree[], tag: string): Element[] =>
  trees.flatMap((tree) =>
    typeof tree === "string" ? [] : [...(tree.tag === tag ? [tree] : []), ...elementsIn(tree.inside, tag)],
  );

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createElement, type ReactNode } from "react";
import type { ElementTree } from "../../../../element-tree";

export const dynamic = "force-dynamic";

/** The elements of a product's page as constants, as a bare handler's document: no session, no database. */
export async function GET(_: Request, { params }: { params: Promise<{ name: string }> }): Promise<Response> {
  // The build refuses a static import in a handler.
  const { renderToStaticMarkup } = await import("react-dom/server");
  const { name } = await params;
  const page = createElement("html", { lang: "en" }, createElement("body", {}, ...treeNamed(name).map(render)));
  return new Response(`<!doctype html>${renderToStaticMarkup(page)}`, {
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}

const trees = new Map<string, ElementTree[]>();

function treeNamed(name: string): ElementTree[] {
  const tree = trees.get(name) ?? JSON.parse(readFileSync(join(process.env.FLOOR_TREES ?? "", `${name}.json`), "utf8"));
  trees.set(name, tree);
  return tree;
}

const render = (tree: ElementTree, key: number): ReactNode =>
  typeof tree === "string"
    ? tree
    : createElement(
        tree.tag,
        { key, ...propsOf(tree.attributes) },
        ...(tree.inside.length > 0 ? tree.inside.map(render) : []),
      );

const names: Readonly<Record<string, string>> = { class: "className", for: "htmlFor" };
const booleans = new Set("checked disabled hidden multiple open readonly required selected".split(" "));

const propsOf = (attributes: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      names[name] ?? name,
      name === "style" ? styleOf(value) : booleans.has(name) && value === "" ? true : value,
    ]),
  );

const styleOf = (text: string) =>
  Object.fromEntries(
    text.split(";").map((each) => {
      const [name = "", ...value] = each.split(":");
      return [
        name.startsWith("--") ? name : name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase()),
        value.join(":"),
      ];
    }),
  );

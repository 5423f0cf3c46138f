import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { DeferredRows, rowsPlaceholder } from "./deferred-rows";
import { allowStyle, renderWithContext, uniqueId } from "./render-context";

const Labelled = () => <p id={uniqueId()} />;

function Styled({ css }: { css: string }) {
  allowStyle(css);
  return <style>{css}</style>;
}

function Broken(): never {
  throw new Error("no");
}

const renderNode = (node: React.ReactNode) => renderWithContext(() => renderToStaticMarkup(node));

it("gives each element of a document an id of its own, and each document the same ones", () => {
  const twice = () => renderNode([<Labelled key="a" />, <Labelled key="b" />]).markup;
  expect(twice()).toBe('<p id="id-1"></p><p id="id-2"></p>');
  expect(twice()).toBe('<p id="id-1"></p><p id="id-2"></p>');
});

it("goes on counting where more of the same document is rendered, while others are rendered between", () => {
  const { context } = renderNode(<Labelled />);
  renderNode([<Labelled key="a" />, <Labelled key="b" />]);
  expect(renderWithContext(() => renderToStaticMarkup(<Labelled />), context).markup).toBe('<p id="id-2"></p>');
});

it("names the style sheets of its own document alone", () => {
  expect(renderNode(<Styled css="p{}" />).context.styles).toEqual(["p{}"]);
  expect(renderNode(<Styled css="b{}" />).context.styles).toEqual(["b{}"]);
});

it("is its own again after a document that could not be rendered", () => {
  expect(() => renderNode([<Labelled key="a" />, <Broken key="b" />])).toThrow("no");
  expect(renderNode(<Labelled />).markup).toBe('<p id="id-1"></p>');
});

it("leaves rows for later, in their places, and renders none of them before", () => {
  const renderedItems: number[] = [];
  const row = (one: number) => {
    renderedItems.push(one);
    return <i>{one}</i>;
  };
  const { markup, context } = renderNode(
    <>
      <DeferredRows rows={[1, 2]} renderRow={row} />
      <hr />
      <DeferredRows rows={[]} renderRow={row} />
    </>,
  );
  expect(renderedItems).toEqual([]);
  expect(markup.split(rowsPlaceholder)).toEqual(["", "<hr/>", ""]);
  expect(context.rows.map((rows) => [...rows()].map((each) => renderToStaticMarkup(each)))).toEqual([
    ["<i>1</i>", "<i>2</i>"],
    [],
  ]);
});

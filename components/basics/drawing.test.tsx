import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { allowStyle, draw, uniqueId } from "./drawing";
import { Piecewise, rowsPlaceholder } from "./piecewise";

const Labelled = () => <p id={uniqueId()} />;

function Styled({ css }: { css: string }) {
  allowStyle(css);
  return <style>{css}</style>;
}

function Broken(): never {
  throw new Error("no");
}

const drawn = (node: React.ReactNode) => draw(() => renderToStaticMarkup(node));

it("gives each element of a document an id of its own, and each document the same ones", () => {
  const twice = () => drawn([<Labelled key="a" />, <Labelled key="b" />]).markup;
  expect(twice()).toBe('<p id="id-1"></p><p id="id-2"></p>');
  expect(twice()).toBe('<p id="id-1"></p><p id="id-2"></p>');
});

it("goes on counting where more of the same document is drawn, while others are drawn between", () => {
  const { drawing } = drawn(<Labelled />);
  drawn([<Labelled key="a" />, <Labelled key="b" />]);
  expect(draw(() => renderToStaticMarkup(<Labelled />), drawing).markup).toBe('<p id="id-2"></p>');
});

it("names the style sheets of its own document alone", () => {
  expect(drawn(<Styled css="p{}" />).drawing.styles).toEqual(["p{}"]);
  expect(drawn(<Styled css="b{}" />).drawing.styles).toEqual(["b{}"]);
});

it("is its own again after a document that could not be drawn", () => {
  expect(() => drawn([<Labelled key="a" />, <Broken key="b" />])).toThrow("no");
  expect(drawn(<Labelled />).markup).toBe('<p id="id-1"></p>');
});

it("leaves rows for later, in their places, and draws none of them before", () => {
  const drawnItems: number[] = [];
  const row = (one: number) => {
    drawnItems.push(one);
    return <i>{one}</i>;
  };
  const { markup, drawing } = drawn(
    <>
      <Piecewise of={[1, 2]} draw={row} />
      <hr />
      <Piecewise of={[]} draw={row} />
    </>,
  );
  expect(drawnItems).toEqual([]);
  expect(markup.split(rowsPlaceholder)).toEqual(["", "<hr/>", ""]);
  expect(drawing.rows.map((rows) => [...rows()].map((each) => renderToStaticMarkup(each)))).toEqual([
    ["<i>1</i>", "<i>2</i>"],
    [],
  ]);
});

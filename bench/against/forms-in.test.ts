import { expect, it } from "vitest";
import { elementTree } from "../element-tree";
import { formsIn } from "./forms-in";

it("a form is found with where it goes, what it sends unseen and the buttons that send it, and with nothing of another form", () => {
  const html = `<html><body><form action="/sign-out" method="post"><button type="submit">Sign out</button></form>
    <main><form><input type="hidden" name="$ACTION_ID_7f"/><input type="hidden" name="id" value="7 &amp; 8"/>
    <div><input name="comment" value="typed"/><button name="step" value="review">Review</button></div></form></main></body></html>`;
  expect(formsIn(elementTree(html))).toEqual([
    { action: "/sign-out", fields: {}, buttons: [{ name: "", value: "" }] },
    { action: "", fields: { $ACTION_ID_7f: "", id: "7 & 8" }, buttons: [{ name: "step", value: "review" }] },
  ]);
});

import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { selectableSystems } from "@/lib/systems/selectable-systems";
import { ClientPicker } from "./client-picker";

const markupOf = (systemOptions: Parameters<typeof ClientPicker>[0]["systemOptions"]) =>
  renderToStaticMarkup(<ClientPicker path="/changes/new/normal" systemOptions={systemOptions} />);

it("says that no system is registered, and where to register one", () => {
  expect(markupOf(selectableSystems([], {}))).toMatch(/No system is registered yet.*href="\/systems"/);
});

it("says nothing where there are systems, and few", () => {
  expect(markupOf(selectableSystems([{ id: 1, client: { id: 1, name: "Acme" }, managed: true }], {}))).toBe("");
});

import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { offeredSystems } from "@/lib/systems/offered-systems";
import { OfClients } from "./of-clients";

const shown = (offered: Parameters<typeof OfClients>[0]["offered"]) =>
  renderToStaticMarkup(<OfClients path="/changes/new/normal" offered={offered} />);

it("says that no system is registered, and where to register one", () => {
  expect(shown(offeredSystems([], {}))).toMatch(/No system is registered yet.*href="\/systems"/);
});

it("says nothing where there are systems, and few", () => {
  expect(shown(offeredSystems([{ id: 1, client: { id: 1, name: "Acme" }, managed: true }], {}))).toBe("");
});

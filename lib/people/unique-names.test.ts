import { expect, it } from "vitest";
import { uniqueNames } from "./unique-names";

it("puts the mark beside those names alone that two have", () => {
  const all = [
    { name: "Portal", client: "Acme" },
    { name: "PORTAL\u00a0", client: "Borea" },
    { name: "Vault", client: "Acme" },
  ];
  expect(all.map(uniqueNames(all, ({ client }) => client))).toEqual(["Portal (Acme)", "PORTAL\u00a0 (Borea)", "Vault"]);
  expect([].map(uniqueNames([], () => ""))).toEqual([]);
});

import { expect, it } from "vitest";
import { calledApart } from "./called-apart";

it("puts the mark beside those names alone that two have", () => {
  const all = [
    { name: "Portal", client: "Acme" },
    { name: "PORTAL\u00a0", client: "Borea" },
    { name: "Vault", client: "Acme" },
  ];
  expect(all.map(calledApart(all, ({ client }) => client))).toEqual(["Portal (Acme)", "PORTAL\u00a0 (Borea)", "Vault"]);
  expect([].map(calledApart([], () => ""))).toEqual([]);
});

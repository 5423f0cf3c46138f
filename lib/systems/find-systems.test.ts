import { expect, it } from "vitest";
import { findSystems } from "./find-systems";

const acme = { id: 1, name: "Acme" };
const beta = { id: 2, name: "Beta Hosting" };
const systems = [
  { id: 1, name: "acme-db", client: acme },
  { id: 2, name: "web-1", client: acme },
  { id: 3, name: "db-1", client: beta },
];
const found = (text: string, limit = 8) => findSystems(systems, text, limit).map(({ name }) => name);

it("finds by name and client, every word of it, names that begin so first", () => {
  expect(found("db")).toEqual(["db-1", "acme-db"]);
  expect(found("  ACME ")).toEqual(["acme-db", "web-1"]);
  expect(found("acme web")).toEqual(["web-1"]);
  expect(found("hosting")).toEqual(["db-1"]);
});

it("finds nothing for nothing, and never more than it may", () => {
  expect(found("")).toEqual([]);
  expect(found("   ")).toEqual([]);
  expect(found("nowhere")).toEqual([]);
  expect(found("a", 1)).toHaveLength(1);
});

import { expect, it } from "vitest";
import { selectableSystems } from "./selectable-systems";

const many = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id, client: { id: id % 10, name: `Client ${id % 10}` }, managed: true }));

it("offers all systems where they are few", () => {
  expect(selectableSystems(many(500), {})).toMatchObject({ tooMany: false, systems: { length: 500 } });
});

it("offers those of the chosen clients and of the systems that are named, where they are too many", () => {
  const systems = many(5000);
  expect(selectableSystems(systems, {})).toMatchObject({ tooMany: true, systems: [], clients: { length: 10 } });
  const { systems: some, chosen } = selectableSystems(systems, { client: ["3"], named: ["14", "24"] });
  expect(chosen).toEqual([3, 4]);
  expect(some).toHaveLength(1000);
  expect(selectableSystems(systems, { client: "7" }).systems).toHaveLength(500);
  expect(selectableSystems(systems, { client: "x", named: "y" }).systems).toEqual([]);
});

it("says that there is none where none is under management", () => {
  expect(selectableSystems(many(3), {}).none).toBe(false);
  expect(selectableSystems([], {}).none).toBe(true);
  expect(selectableSystems([{ id: 1, client: { id: 1, name: "Acme" }, managed: false }], {}).none).toBe(true);
});

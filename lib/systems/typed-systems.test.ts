import { expect, it } from "vitest";
import { matchTypedSystems, typedSystemName } from "./typed-systems";

const system = (id: number, name: string, client: string) => ({ id, name, client: { name: client } });
const systems = [system(1, "nginx edge", "Alder"), system(2, "db", "Alder"), system(3, "db", "Birch")];

it.each([
  ["nginx edge", [1], []],
  ["  NGINX   Edge , db (Birch)", [1, 3], []],
  ["db", [], ["db"]],
  ["db (Alder), db (Alder)", [2], []],
  ["mail, nginx edge", [1], ["mail"]],
  [" , ", [], []],
])("%s", (typed, ids, unknown) => {
  expect(matchTypedSystems(typed, systems)).toEqual({ ids, unknown });
});

it("what is offered for typing is matched", () => {
  for (const one of systems) expect(matchTypedSystems(typedSystemName(one), systems).ids).toEqual([one.id]);
});

import type { Asked, Loaded } from "@/app/_document/document";
import { importPath } from "@/app/_steps/actions/systems-file";
import { keptFor } from "@/app/_steps/kept";
import { systemFilter } from "@/lib/systems/filter";
import { loadOneSystem } from "./load-one-system";
import { loadRegister } from "./load-register";

export type LoadedSystems = Loaded<typeof loadSystems>;

/** The register, or the one system that the address or the draft names. */
export async function loadSystems({ query, person }: Asked) {
  const filter = systemFilter(query);
  const keptId = [query.kept].flat()[0];
  const kept = await keptFor(person.token, importPath, keptId);
  const opened = filter.system ?? kept?.id;
  if (opened === undefined) return { one: null, all: await loadRegister(person, { filter, kept, keptId }) };
  const one = await loadOneSystem(person, { id: opened, kept });
  return one && { one, all: null };
}

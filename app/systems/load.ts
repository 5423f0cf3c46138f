import type { Asked, Loaded } from "@/app/_request/page-of";
import { requirePerson } from "@/app/_request/session";
import { importPath } from "@/app/_steps/actions/systems-file";
import { keptFor } from "@/app/_steps/kept";
import { systemFilter, systemsPath } from "@/lib/systems/filter";
import { loadOneSystem } from "./load-one-system";
import { loadRegister } from "./load-register";

export type LoadedSystems = Loaded<typeof loadSystems>;

/** The register, or the one system that the address or the draft names. */
export async function loadSystems({ searchParams }: Asked) {
  const query = await searchParams;
  const filter = systemFilter(query);
  const person = await requirePerson(systemsPath(filter));
  const keptId = [query.kept].flat()[0];
  const kept = await keptFor(person.token, importPath, keptId);
  const opened = filter.system ?? kept?.id;
  if (opened === undefined) return { one: null, all: await loadRegister(person, { filter, kept, keptId }) };
  const one = await loadOneSystem(person, { id: opened, kept });
  return one && { one, all: null };
}

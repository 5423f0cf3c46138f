import type { Loaded } from "@/app/_document/document";
import type { Person } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import { keptFor } from "@/app/_steps/kept";
import { readResemblances } from "@/db/people/read-accounts";
import { readPerson } from "@/db/people/read-person";
import { rolesOverTime } from "@/lib/people/roles-over-time";

export type LoadedOnePerson = Loaded<typeof loadOnePerson>;

type Asked = { kept: string | undefined; id: number; before: number | undefined };

/** Null where there is no person of that number. */
export async function loadOnePerson(reader: Person, { kept: keptId, id, before }: Asked) {
  const [read, pairs, kept] = await Promise.all([
    readPerson(id, before),
    readResemblances(id),
    keptFor(reader.token, "/people", keptId),
  ]);
  if (!read) return null;
  return {
    ...{ reader, id, before, pairs, kept, ...read },
    zone: zoneOf(reader),
    spans: rolesOverTime(read.person.changes, read.person.roles),
  };
}

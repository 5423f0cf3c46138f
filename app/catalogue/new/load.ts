import type { Asked, Loaded } from "@/app/_document/document";
import { keptFor } from "@/app/_steps/kept";
import { asChoice, worldOf } from "@/app/_steps/panel/form-options";
import { asJudged } from "@/app/_steps/subject-of";
import { readStaff } from "@/db/people/read-people";
import { readClients } from "@/db/systems/read-clients";
import { readSystems } from "@/db/systems/read-systems";
import { whoProposes } from "@/lib/refusals/who-makes";
import { mayPropose } from "@/lib/rules/may-make";
import { startOf } from "./start-of";

export type LoadedProposal = Loaded<typeof loadProposal>;

const path = "/catalogue/new";

/** For somebody who may not propose, only who may. */
export async function loadProposal({
  query,
  person,
}: Asked<object, { kept?: string; entry?: string; change?: string }>) {
  const may = mayPropose(asJudged(person));
  const [kept, systems, clients, start, staff] = await Promise.all([
    keptFor(person.token, path, query.kept),
    may ? readSystems() : [],
    may ? readClients() : [],
    startOf(query),
    may ? [] : readStaff(),
  ]);
  return {
    ...{ kept, start },
    world: worldOf({ person, systems, clients: clients.map(asChoice) }),
    whoMay: may ? null : whoProposes(staff),
  };
}

import type { Asked, Loaded } from "@/app/_document/document";
import { settings } from "@/app/_request/settings";
import { zoneOf } from "@/app/_request/zone";
import { keptFor, shownOnce } from "@/app/_steps/kept";
import { asJudged, haltAsSubject, installationAsSubject } from "@/app/_steps/subject-of";
import { readTokens } from "@/db/halts/list-tokens";
import { type HaltRecord, readHalts } from "@/db/halts/read-halts";
import { readStaff } from "@/db/people/read-people";
import { readClients } from "@/db/systems/read-clients";
import { filterOf } from "@/lib/changes/filter";
import { whoHalts } from "@/lib/refusals/who-makes";
import { judge } from "@/lib/rules/judge";
import { mayHalt } from "@/lib/rules/may-make";

export type LoadedHalts = Loaded<typeof loadHalts>;

export const path = "/halts";

type Query = {
  kept?: string;
  shown?: string;
  before?: string;
  client?: string;
  application?: string;
  environment?: string;
};

/** Clients are read for somebody who may place a halt, tokens for somebody who may make one. */
export async function loadHalts({ query, person }: Asked<object, Query>) {
  const { before } = filterOf({ before: query.before });
  const judged = asJudged(person);
  const places = mayHalt(judged);
  const makesTokens = judge("make_token", installationAsSubject(), judged).ok;
  const [{ standing, past, more }, clients, kept, secret, tokens, staff] = await Promise.all([
    readHalts(before),
    places ? readClients() : [],
    keptFor(person.token, path, query.kept),
    makesTokens ? shownOnce(person.token, path, query.shown) : null,
    makesTokens ? readTokens() : null,
    places ? [] : readStaff(),
  ]);
  const lifts = (halt: HaltRecord) => judge("lift_halt", haltAsSubject(halt), judged).ok;
  const liftable = [...standing, ...past].filter(lifts).map(({ id }) => id);
  return {
    ...{ person, before, standing, past, more, clients, kept, secret, tokens, liftable },
    zone: zoneOf(person),
    organisation: settings().organisation,
    asked: query,
    whoMay: places ? null : whoHalts(staff),
    /** Whether the draft's own form is on this page. */
    offered:
      kept?.id === undefined
        ? places
        : standing.some(({ id }) => id === kept.id && liftable.includes(id)) || makesTokens,
  };
}

import type { Asked, Loaded } from "@/app/_document/document";
import { settings } from "@/app/_request/settings";
import { zoneOf } from "@/app/_request/zone";
import { keptFor } from "@/app/_steps/kept";
import { asJudged } from "@/app/_steps/subject-of";
import { readStaff } from "@/db/people/read-people";
import { readPolicy } from "@/db/policy/read-policy";
import { readUses } from "@/db/policy/read-uses";
import { whoKeepsPolicy } from "@/lib/refusals/who-makes";
import { mayKeepPolicy } from "@/lib/rules/may-make";

export type LoadedPolicy = Loaded<typeof loadPolicy>;

type Query = { version?: string | string[]; kept?: string };

export async function loadPolicy({ query, person }: Asked<object, Query>) {
  const { version: asked, kept: keptId } = query;
  const wanted = asked === undefined ? undefined : versionIn(asked);
  const [of, uses, staff, kept] = await Promise.all([
    readPolicy(wanted),
    readUses(),
    readStaff(),
    keptFor(person.token, "/policy", keptId),
  ]);
  const [inForce] = of.versions;
  const shown = wanted === undefined ? inForce : of.versions.find(({ version }) => version === wanted);
  if (!shown || !inForce) return null;
  return {
    ...{ person, of, uses, kept, shown, inForce },
    isOld: shown !== inForce,
    zone: zoneOf(person),
    organisation: settings().organisation,
    whoMay: mayKeepPolicy(asJudged(person)) ? null : whoKeepsPolicy(staff),
  };
}

/** 0, which no version has, for anything that is not a number. */
const versionIn = (asked: string | string[]): number => (/^\d{1,9}$/.test(String(asked)) ? Number(asked) : 0);

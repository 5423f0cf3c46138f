import type { Loaded, PageRequest } from "@/app/_document/document";
import { settings } from "@/app/_request/settings";
import { userZone } from "@/app/_request/time-zones";
import { restoreDraft } from "@/app/_steps/form-draft";
import { toActor } from "@/app/_steps/record-state";
import { readStaff } from "@/db/people/read-people";
import { readPolicy } from "@/db/policy/read-policy";
import { readStepUsage } from "@/db/policy/read-step-usage";
import { whoCanPublishPolicy } from "@/lib/refusals/who-can-create";
import { canPublishPolicy } from "@/lib/rules/can-create";

export type LoadedPolicy = Loaded<typeof loadPolicy>;

type Query = { version?: string | string[]; kept?: string };

export async function loadPolicy({ query, person }: PageRequest<object, Query>) {
  const { version, kept: draftId } = query;
  const requestedVersion = version === undefined ? undefined : parseVersion(version);
  const [policyRecord, uses, staff, formDraft] = await Promise.all([
    readPolicy(requestedVersion),
    readStepUsage(),
    readStaff(),
    restoreDraft(person.token, "/policy", draftId),
  ]);
  const [inForce] = policyRecord.versions;
  const shown =
    requestedVersion === undefined ? inForce : policyRecord.versions.find((each) => each.version === requestedVersion);
  if (!shown || !inForce) return null;
  return {
    ...{ person, policyRecord, uses, formDraft, shown, inForce },
    isSuperseded: shown !== inForce,
    zone: userZone(person),
    organisation: settings().organisation,
    ineligibleMessage: canPublishPolicy(toActor(person)) ? null : whoCanPublishPolicy(staff),
  };
}

/** 0, which no version has, for anything that is not a number. */
const parseVersion = (version: string | string[]): number => (/^\d{1,9}$/.test(String(version)) ? Number(version) : 0);

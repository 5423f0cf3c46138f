import type { Asked, Loaded } from "@/app/_document/document";
import { zoneOf } from "@/app/_request/zone";
import { keptFor } from "@/app/_steps/kept";
import { asJudged } from "@/app/_steps/subject-of";
import { listDeliveries, readChannels } from "@/db/notices/list-deliveries";
import { readStaff } from "@/db/people/read-people";
import { deliveryFilterOf } from "@/lib/notices/filter";
import { whoSendsAgain } from "@/lib/refusals/who-makes";
import { maySendAgain } from "@/lib/rules/may-make";

export type LoadedDeliveries = Loaded<typeof loadDeliveries>;

export async function loadDeliveries({ query, person }: Asked) {
  const filter = deliveryFilterOf(query);
  const [{ deliveries, more }, channels, staff, kept] = await Promise.all([
    listDeliveries(filter),
    readChannels(),
    readStaff(),
    keptFor(person.token, "/deliveries", typeof query.kept === "string" ? query.kept : undefined),
  ]);
  return {
    ...{ person, filter, deliveries, more, channels, kept },
    zone: zoneOf(person),
    whoMay: maySendAgain(asJudged(person)) ? null : whoSendsAgain(staff),
  };
}

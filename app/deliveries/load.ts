import type { Loaded, PageRequest } from "@/app/_document/document";
import { userZone } from "@/app/_request/time-zones";
import { restoreDraft } from "@/app/_steps/form-draft";
import { toActor } from "@/app/_steps/record-state";
import { listDeliveries, readChannels } from "@/db/notices/list-deliveries";
import { readStaff } from "@/db/people/read-people";
import { parseDeliveryFilter } from "@/lib/notices/delivery-filter";
import { whoCanResendDelivery } from "@/lib/refusals/who-can-create";
import { canResendDelivery } from "@/lib/rules/can-create";

export type LoadedDeliveries = Loaded<typeof loadDeliveries>;

export async function loadDeliveries({ query, person }: PageRequest) {
  const filter = parseDeliveryFilter(query);
  const [{ deliveries, more }, channels, staff, formDraft] = await Promise.all([
    listDeliveries(filter),
    readChannels(),
    readStaff(),
    restoreDraft(person.token, "/deliveries", typeof query.kept === "string" ? query.kept : undefined),
  ]);
  return {
    ...{ person, filter, deliveries, more, channels, formDraft },
    zone: userZone(person),
    ineligibleMessage: canResendDelivery(toActor(person)) ? null : whoCanResendDelivery(staff),
  };
}

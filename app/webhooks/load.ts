import type { Loaded, PageRequest } from "@/app/_document/document";
import { userZone } from "@/app/_request/time-zones";
import { restoreDraft, takeOneTimeSecret } from "@/app/_steps/form-draft";
import { toActor } from "@/app/_steps/record-state";
import { readStaff } from "@/db/people/read-people";
import { readClients } from "@/db/systems/read-systems";
import { readWebhooks } from "@/db/webhooks/read-webhooks";
import { whoCanAddWebhook } from "@/lib/refusals/who-can-create";
import { canAddWebhook } from "@/lib/rules/can-create";

export type LoadedWebhooks = Loaded<typeof loadWebhooks>;

const webhooksPath = "/webhooks";

/** Clients are read for somebody who may add a webhook. */
export async function loadWebhooks({ query, person }: PageRequest<object, { kept?: string; shown?: string }>) {
  const mayManage = canAddWebhook(toActor(person));
  const [webhooks, clients, formDraft, signingKey, staff] = await Promise.all([
    readWebhooks(),
    mayManage ? readClients() : [],
    restoreDraft(person.token, webhooksPath, query.kept),
    mayManage ? takeOneTimeSecret(person.token, webhooksPath, query.shown) : null,
    mayManage ? [] : readStaff(),
  ]);
  return {
    ...{ person, webhooks, clients, formDraft, signingKey, mayManage },
    zone: userZone(person),
    ineligibleMessage: mayManage ? null : whoCanAddWebhook(staff),
  };
}

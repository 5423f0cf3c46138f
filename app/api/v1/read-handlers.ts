import { readApiChanges } from "@/db/api/read-api-changes";
import { readApiDeliveries } from "@/db/api/read-api-deliveries";
import { readApiEntries } from "@/db/api/read-api-entries";
import { readApiEvents } from "@/db/api/read-api-events";
import { readApiFreezes } from "@/db/api/read-api-freezes";
import { readApiIncidents } from "@/db/api/read-api-incidents";
import { readApiRosters } from "@/db/api/read-api-rosters";
import { readApiSystems } from "@/db/api/read-api-systems";
import type { ReadOperationId } from "@/lib/api/read-operations";
import type { ApiCaller } from "./api-caller";
import type { ApiAnswer } from "./api-responses";
import { changeAnswer } from "./change-answer";
import { clearanceAnswer } from "./clearance-answer";
import { incidentAnswer } from "./incident-answer";
import { eventRows, listAnswer, type ReadRequest, recordAnswer, recordRows } from "./list-answers";
import { servedDocument } from "./served-document";

type Handler = (request: ReadRequest) => Promise<ApiAnswer>;

const systems = recordRows("system", readApiSystems);
const freezes = recordRows("freeze", readApiFreezes);
const entries = recordRows("entry", readApiEntries);
const rosters = recordRows("roster", readApiRosters);
const deliveries = recordRows("delivery", readApiDeliveries, "unlimited tokens");

/** What answers each operation that reads. */
export const readHandlers: Readonly<Record<Exclude<ReadOperationId, "getOpenApi">, Handler>> & {
  readonly getOpenApi: () => Promise<ApiAnswer>;
} = {
  getCaller: async ({ caller }) => ({ status: 200, body: callerBody(caller) }),
  listChanges: listAnswer(recordRows("change", readApiChanges)),
  getChange: changeAnswer,
  getClearance: clearanceAnswer,
  listIncidents: listAnswer(recordRows("incident", readApiIncidents)),
  getIncident: incidentAnswer,
  listSystems: listAnswer(systems),
  getSystem: recordAnswer(systems),
  listFreezes: listAnswer(freezes),
  getFreeze: recordAnswer(freezes),
  listEntries: listAnswer(entries),
  getEntry: recordAnswer(entries),
  listRosters: listAnswer(rosters),
  getRoster: recordAnswer(rosters),
  listDeliveries: listAnswer(deliveries),
  getDelivery: recordAnswer(deliveries),
  listEvents: listAnswer(eventRows(readApiEvents)),
  getOpenApi: async () => ({ status: 200, body: servedDocument() }),
};

function callerBody({ personId, name, roles, accessToken }: ApiCaller) {
  const { id, name: tokenName, kind, account, scopes, clientIds, systemIds, expiresAt } = accessToken;
  return {
    person: { id: personId, name },
    roles,
    token: { id, name: tokenName, kind, account, scopes, clients: clientIds, systems: systemIds, expiresAt },
  };
}

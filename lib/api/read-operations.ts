import { z } from "zod";
import {
  changeStatuses,
  changeTypes,
  deliveryStatuses,
  entryStatuses,
  freezeStatuses,
  incidentStatuses,
  rosterStatuses,
  systemStatuses,
} from "@/lib/rules/record";
import { roles } from "@/lib/rules/roles";
import { tokenKinds, tokenScopes } from "@/lib/tokens/token-scopes";
import { clearanceQuery, clearanceSchema } from "./clearance";
import { idFilter, listQuery } from "./list-query";
import type { Operation } from "./operation";
import { changeSchema, listedChangeSchema } from "./records/change";
import { incidentSchema, listedIncidentSchema } from "./records/incident";
import { instant, named, pageOf } from "./records/parts";
import { delivery, entry, eventSchema, freeze, roster, system } from "./records/registers";

const callerSchema = z.strictObject({
  person: named,
  roles: z.array(z.enum(roles)),
  token: z.strictObject({
    id: z.int(),
    name: z.string(),
    kind: z.enum(tokenKinds),
    account: z.string().nullable().describe("Its service account."),
    scopes: z.array(z.enum(tokenScopes)),
    clients: z.array(z.int()).nullable().describe("Null: all."),
    systems: z.array(z.int()).nullable().describe("Null: all."),
    expiresAt: instant,
  }),
});

const read = { method: "GET", scope: "read", status: 200 } as const;
const record = { ...read, hasVersion: true } as const;
const byStatus = <Statuses extends readonly [string, ...string[]]>(statuses: Statuses) =>
  listQuery({ status: z.enum(statuses).optional() });

// biome-ignore format: an operation is a row
const rows = [
  { ...read, id: "getCaller", path: "/me", tag: "token", summary: "Whose token it is, and what it may do", answer: callerSchema },
  { ...read, id: "listChanges", path: "/changes", tag: "changes", summary: "Changes, by number", query: listQuery({ status: z.enum(changeStatuses).optional(), type: z.enum(changeTypes).optional(), client: idFilter, system: idFilter }), answer: pageOf(listedChangeSchema) },
  { ...record, id: "getChange", path: "/changes/{number}", tag: "changes", summary: "A change, with the steps that can be taken from here", answer: changeSchema },
  { ...read, id: "getClearance", limit: "clearance", path: "/changes/{number}/clearance", tag: "changes", summary: "May the change start now? As start would be judged, signed", query: clearanceQuery, answer: clearanceSchema },
  { ...read, id: "listIncidents", path: "/incidents", tag: "incidents", summary: "Incidents, by number", query: byStatus(incidentStatuses), answer: pageOf(listedIncidentSchema) },
  { ...record, id: "getIncident", path: "/incidents/{number}", tag: "incidents", summary: "An incident", answer: incidentSchema },
  { ...read, id: "listSystems", path: "/systems", tag: "systems", summary: "The register of systems", query: listQuery({ status: z.enum(systemStatuses).optional(), client: idFilter }), answer: pageOf(system.schema) },
  { ...record, id: "getSystem", path: "/systems/{number}", tag: "systems", summary: "A system", answer: system.schema },
  { ...read, id: "listFreezes", path: "/freezes", tag: "freezes", summary: "Freezes", query: byStatus(freezeStatuses), answer: pageOf(freeze.schema) },
  { ...record, id: "getFreeze", path: "/freezes/{number}", tag: "freezes", summary: "A freeze", answer: freeze.schema },
  { ...read, id: "listEntries", path: "/catalogue", tag: "catalogue", summary: "Catalogue entries", query: byStatus(entryStatuses), answer: pageOf(entry.schema) },
  { ...record, id: "getEntry", path: "/catalogue/{number}", tag: "catalogue", summary: "A catalogue entry", answer: entry.schema },
  { ...read, id: "listRosters", path: "/on-call", tag: "on-call", summary: "Rosters and take-overs", query: byStatus(rosterStatuses), answer: pageOf(roster.schema) },
  { ...record, id: "getRoster", path: "/on-call/{number}", tag: "on-call", summary: "A roster", answer: roster.schema },
  { ...read, id: "listDeliveries", path: "/deliveries", tag: "deliveries", summary: "Notices and how they were delivered; for tokens without client and system limits", query: byStatus(deliveryStatuses), answer: pageOf(delivery.schema) },
  { ...record, id: "getDelivery", path: "/deliveries/{number}", tag: "deliveries", summary: "A delivery", answer: delivery.schema },
  { ...read, id: "listEvents", path: "/events", tag: "events", summary: "Every event in the order of the ledger; for tokens without client and system limits", query: listQuery({}), answer: pageOf(eventSchema) },
  { ...read, id: "getOpenApi", path: "/openapi.json", scope: null, tag: "token", summary: "This document", answer: z.looseObject({ openapi: z.string() }) },
] as const satisfies readonly Operation[];

export type ReadOperationId = (typeof rows)[number]["id"];

/** What is read: lists, records, and who the caller is. */
export const readOperations: readonly (Operation & { readonly id: ReadOperationId })[] = rows;

import type { SessionUser } from "@/app/_request/session";
import type { AccountRecord } from "@/db/api/read-accounts";
import type { FreezeRecord } from "@/db/calendar/read-freezes";
import type { CatalogueEntry } from "@/db/catalogue/read-entries";
import type { ChangeRecord } from "@/db/changes/read-change";
import type { HaltRecord } from "@/db/halts/read-halts";
import type { ImportRow } from "@/db/imports/read-imports";
import type { IncidentRecord } from "@/db/incidents/read-incident";
import type { ListedDelivery } from "@/db/notices/list-deliveries";
import type { RosterRecord } from "@/db/on-call/read-roster";
import type { DelegationSummary } from "@/db/people/read-delegations";
import type { ListedSystem } from "@/db/systems/list-systems";
import type { WebhookRecord } from "@/db/webhooks/read-webhooks";
import { importNumber } from "@/lib/imports/imported-number";
import { deliveryName } from "@/lib/notices/delivery-sentences";
import type { Actor, RecordState } from "@/lib/rules/judge";
import type { RecordType, Status } from "@/lib/rules/record";

export const toChangeState = ({ type, number, status, acts, facts: checks }: ChangeRecord): RecordState => ({
  recordType: "change",
  type,
  name: number,
  status,
  pastActions: acts,
  checks,
});

export const toIncidentState = ({ number, status, acts }: IncidentRecord): RecordState => ({
  recordType: "incident",
  type: "",
  name: number,
  status,
  pastActions: acts,
  checks: {},
});

export const toEntryState = ({ title, status, proposedBy }: CatalogueEntry): RecordState =>
  untypedState("entry", `The entry “${title}”`, status, { proposer: [proposedBy.id] });

export const toFreezeState = ({ name, status }: Pick<FreezeRecord, "name" | "status">): RecordState =>
  untypedState("freeze", `The freeze “${name}”`, status);

export const toRosterState = ({ name, status }: Pick<RosterRecord, "name" | "status">): RecordState =>
  untypedState("roster", `“${name}”`, status);

export const toHaltState = ({ id, status, placedBy }: Pick<HaltRecord, "id" | "status" | "placedBy">): RecordState =>
  untypedState("halt", `Halt ${id}`, status, { placer: [placedBy.id] });

export const toImportState = ({ id, status }: Pick<ImportRow, "id" | "status">): RecordState =>
  untypedState("import", importNumber(id), status);

export const toAccountState = ({ name, status, acts }: Pick<AccountRecord, "name" | "status" | "acts">): RecordState =>
  untypedState("account", `The service account “${name}”`, status, acts);

export const toSystemState = ({ name, status }: Pick<ListedSystem, "name" | "status">): RecordState =>
  untypedState("system", `The system “${name}”`, status);

export const toDeliveryState = ({ kind, status }: Pick<ListedDelivery, "kind" | "status">): RecordState =>
  untypedState("delivery", deliveryName(kind), status);

export const toWebhookState = ({ name, status }: Pick<WebhookRecord, "name" | "status">): RecordState =>
  untypedState("webhook", `The webhook “${name}”`, status);

export const toDelegationState = ({ delegate, status }: Pick<DelegationSummary, "delegate" | "status">): RecordState =>
  untypedState("delegation", `The delegation to ${delegate}`, status);

/** The policy and the gate belong to the installation. */
export const toInstallationState = (): RecordState => untypedState("installation", "This installation", "installed");

export const toActor = ({
  personId,
  name,
  roles,
  delegation,
  accounts,
}: Pick<SessionUser, "personId" | "name" | "roles" | "delegation" | "accounts">): Actor => ({
  id: personId,
  name,
  roles,
  delegators: delegation?.delegators ?? [],
  accounts,
});

/** A person as the record of steps such as deactivate and end_sessions. */
export const toPersonState = (id: number, name: string, isDeactivated = false): RecordState =>
  untypedState("person", name, isDeactivated ? "deactivated" : "known", { self: [id] });

/** For records without types and without preconditions. */
const untypedState = (
  kind: RecordType,
  name: string,
  status: Status,
  acts: RecordState["pastActions"] = {},
): RecordState => ({
  ...{ recordType: kind, type: "", name, status, pastActions: acts },
  checks: {},
});

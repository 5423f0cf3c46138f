import type { Person } from "@/app/_request/session";
import type { FreezeRecord } from "@/db/calendar/read-freezes";
import type { CatalogueEntry } from "@/db/catalogue/read-entries";
import type { ChangeRecord } from "@/db/changes/read-change";
import type { HaltRecord } from "@/db/halts/read-halts";
import type { IncidentRecord } from "@/db/incidents/read-incident";
import type { ListedDelivery } from "@/db/notices/list-deliveries";
import type { RosterRecord } from "@/db/on-call/read-roster";
import type { DelegationHead } from "@/db/people/read-delegations";
import type { ListedSystem } from "@/db/systems/list-systems";
import { noticeName } from "@/lib/notices/delivery-words";
import type { Person as Judged, Subject } from "@/lib/rules/judge";
import type { Status, SubjectType } from "@/lib/rules/record";

export const changeAsSubject = ({ type, number, status, acts, facts }: ChangeRecord): Subject => ({
  kind: "change",
  type,
  name: number,
  status,
  acts,
  facts,
});

export const incidentAsSubject = ({ number, status, acts }: IncidentRecord): Subject => ({
  kind: "incident",
  type: "",
  name: number,
  status,
  acts,
  facts: {},
});

export const entryAsSubject = ({ title, status, proposedBy }: CatalogueEntry): Subject =>
  untyped("entry", `The entry “${title}”`, status, { proposer: [proposedBy.id] });

export const freezeAsSubject = ({ name, status }: Pick<FreezeRecord, "name" | "status">): Subject =>
  untyped("freeze", `The freeze “${name}”`, status);

export const rosterAsSubject = ({ name, status }: Pick<RosterRecord, "name" | "status">): Subject =>
  untyped("roster", `“${name}”`, status);

export const haltAsSubject = ({ id, status, placedBy }: Pick<HaltRecord, "id" | "status" | "placedBy">): Subject =>
  untyped("halt", `Halt ${id}`, status, { placer: [placedBy.id] });

export const systemAsSubject = ({ name, status }: Pick<ListedSystem, "name" | "status">): Subject =>
  untyped("system", `The system “${name}”`, status);

export const deliveryAsSubject = ({ kind, status }: Pick<ListedDelivery, "kind" | "status">): Subject =>
  untyped("delivery", noticeName(kind), status);

export const delegationAsSubject = ({ delegate, status }: Pick<DelegationHead, "delegate" | "status">): Subject =>
  untyped("delegation", `The delegation to ${delegate}`, status);

/** The policy and the gate belong to the installation. */
export const installationAsSubject = (): Subject => untyped("installation", "This installation", "installed");

export const asJudged = ({ personId, name, roles, delegation, accounts }: Person): Judged => ({
  id: personId,
  name,
  roles,
  lenders: delegation?.lenders ?? [],
  accounts,
});

/** A person as the record of steps such as deactivate and end_sessions. */
export const personAsSubject = (id: number, name: string, isDeactivated = false): Subject =>
  untyped("person", name, isDeactivated ? "deactivated" : "known", { self: [id] });

/** For records without types and without preconditions. */
const untyped = (kind: SubjectType, name: string, status: Status, acts: Subject["acts"] = {}): Subject => ({
  ...{ kind, type: "", name, status, acts },
  facts: {},
});

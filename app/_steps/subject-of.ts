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

/** A change as the judge sees it. */
export const changeAsSubject = ({ type, number, status, acts, facts }: ChangeRecord): Subject => ({
  kind: "change",
  type,
  name: number,
  status,
  acts,
  facts,
});

/** An incident as the judge sees it. */
export const incidentAsSubject = ({ number, status, acts }: IncidentRecord): Subject => ({
  kind: "incident",
  type: "",
  name: number,
  status,
  acts,
  facts: {},
});

/** An entry of the catalogue as the judge sees it. */
export const entryAsSubject = ({ title, status, proposedBy }: CatalogueEntry): Subject =>
  untyped("entry", `The entry “${title}”`, status, { proposer: [proposedBy.id] });

/** A freeze as the judge sees it. */
export const freezeAsSubject = ({ name, status }: Pick<FreezeRecord, "name" | "status">): Subject =>
  untyped("freeze", `The freeze “${name}”`, status);

/** Shifts that were placed together, as the judge sees them. */
export const rosterAsSubject = ({ name, status }: Pick<RosterRecord, "name" | "status">): Subject =>
  untyped("roster", `“${name}”`, status);

/** A halt of deploys as the judge sees it. */
export const haltAsSubject = ({ id, status, placedBy }: Pick<HaltRecord, "id" | "status" | "placedBy">): Subject =>
  untyped("halt", `Halt ${id}`, status, { placer: [placedBy.id] });

/** A system as the judge sees it. */
export const systemAsSubject = ({ name, status }: Pick<ListedSystem, "name" | "status">): Subject =>
  untyped("system", `The system “${name}”`, status);

/** Something that has to reach people as the judge sees it. */
export const deliveryAsSubject = ({ kind, status }: Pick<ListedDelivery, "kind" | "status">): Subject =>
  untyped("delivery", noticeName(kind), status);

/** A delegation as the judge sees it. */
export const delegationAsSubject = ({ delegate, status }: Pick<DelegationHead, "delegate" | "status">): Subject =>
  untyped("delegation", `The delegation to ${delegate}`, status);

/** The installation itself as the judge sees it, for the policy and the gate. */
export const installationAsSubject = (): Subject => untyped("installation", "This installation", "installed");

/** The signed-in person as the judge sees them. */
export const asJudged = ({ personId, name, roles, delegation, accounts }: Person): Judged => ({
  id: personId,
  name,
  roles,
  lenders: delegation?.lenders ?? [],
  accounts,
});

/** A person as the judge sees them, for the steps that are about them. */
export const personAsSubject = (id: number, name: string, isDeactivated = false): Subject =>
  untyped("person", name, isDeactivated ? "deactivated" : "known", { self: [id] });

/** A record of one type, of which no facts are asked. */
const untyped = (kind: SubjectType, name: string, status: Status, acts: Subject["acts"] = {}): Subject => ({
  ...{ kind, type: "", name, status, acts },
  facts: {},
});

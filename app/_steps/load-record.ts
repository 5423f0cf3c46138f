import { readAccounts } from "@/db/api/read-accounts";
import { readFreeze } from "@/db/calendar/read-freezes";
import { readEntries } from "@/db/catalogue/read-entries";
import { type ChangeRecord, readChange } from "@/db/changes/read-change";
import { readHalt } from "@/db/halts/read-halts";
import { readImport } from "@/db/imports/read-imports";
import { readIncident } from "@/db/incidents/read-incident";
import { readDelivery } from "@/db/notices/list-deliveries";
import { readRoster } from "@/db/on-call/read-roster";
import { readDelegation } from "@/db/people/read-delegations";
import { readPersonHead } from "@/db/people/read-person";
import { type ListedSystem, readSystem } from "@/db/systems/list-systems";
import { readWebhook } from "@/db/webhooks/read-webhooks";
import type { RecordState } from "@/lib/rules/judge";
import type { RecordType } from "@/lib/rules/record";
import type { FormMetadata } from "./form-metadata";
import {
  toAccountState,
  toChangeState,
  toDelegationState,
  toDeliveryState,
  toEntryState,
  toFreezeState,
  toHaltState,
  toImportState,
  toIncidentState,
  toInstallationState,
  toPersonState,
  toRosterState,
  toSystemState,
  toWebhookState,
} from "./record-state";

/** The record of a form: its state (null before it exists), its last step, and its current values. */
export type LoadedRecord = {
  readonly recordState: RecordState | null;
  readonly stepSeq: number;
  readonly current: Readonly<Record<string, unknown>>;
};

/** Null when there is no record of that number. */
export async function loadRecord({
  subject: recordType,
  id,
}: Pick<FormMetadata, "subject" | "id">): Promise<LoadedRecord | null> {
  return id === undefined ? { recordState: null, stepSeq: 0, current: {} } : loaders[recordType](id);
}

const loaders: Readonly<Record<RecordType, (id: number) => Promise<LoadedRecord | null>>> = {
  change: async (id) => toLoadedRecord(await readChange(id), toChangeState, changeValues),
  incident: async (id) => toLoadedRecord(await readIncident(id), toIncidentState),
  freeze: async (id) => toLoadedRecord(await readFreeze(id), toFreezeState),
  roster: async (id) => toLoadedRecord(await readRoster(id), toRosterState),
  system: async (id) => toLoadedRecord(await readSystem(id), toSystemState, systemFormValues),
  delivery: async (id) => toLoadedRecord(await readDelivery(id), toDeliveryState),
  entry: async (id) => toLoadedRecord((await readEntries(id))[0], toEntryState),
  halt: async (id) => toLoadedRecord(await readHalt(id), toHaltState),
  import: async (id) => toLoadedRecord(await readImport(id), toImportState),
  webhook: async (id) => toLoadedRecord(await readWebhook(id), toWebhookState),
  delegation: async (id) => toLoadedRecord(await readDelegation(id), toDelegationState),
  account: async (id) => toLoadedRecord((await readAccounts(id))[0], toAccountState),
  // There is only one. A policy form carries the version it was rendered with, which the database checks.
  installation: async (id) => (id === 1 ? { recordState: toInstallationState(), stepSeq: 0, current: {} } : null),
  person: async (id) => {
    const person = await readPersonHead(id);
    const isDeactivated = person?.deactivatedAt !== null;
    return person && { recordState: toPersonState(id, person.name, isDeactivated), stepSeq: 0, current: {} };
  },
};

const toLoadedRecord = <R extends { readonly stepSeq: number }>(
  record: R | null | undefined,
  toState: (record: R) => RecordState,
  currentOf: (record: R) => LoadedRecord["current"] = () => ({}),
): LoadedRecord | null =>
  record ? { recordState: toState(record), stepSeq: record.stepSeq, current: currentOf(record) } : null;

const changeValues = (change: ChangeRecord) => ({ ...change, systems: change.systems.map((system) => system.id) });

/** What an untouched form would post: it shows times to the minute. */
const systemFormValues = ({ name, kind, managedSince, managedUntil, owner, monitoringLinks }: ListedSystem) => ({
  name,
  systemKind: kind,
  managedSince: toTheMinute(managedSince),
  managedUntil: managedUntil && toTheMinute(managedUntil),
  owner: owner?.id,
  monitoringLinks,
});

const toTheMinute = (instant: string) => `${instant.slice(0, 16)}:00Z`;

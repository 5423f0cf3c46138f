import { preconditionSentence } from "@/lib/refusals/precondition-sentence";
import type { SystemStatus } from "@/lib/rules/record";
import type { SystemsFile } from "./parse-systems-file";
import type { InvalidRow, SystemRow } from "./systems-file-rows";

/** A system as the register has it. Instants are ISO texts in UTC. */
export type RegisteredSystem = {
  readonly id: number;
  readonly seq: number;
  readonly name: string;
  readonly client: string;
  readonly kind: string | null;
  readonly status: SystemStatus;
  readonly since: string;
  readonly until: string | null;
  readonly owner: number | null;
  readonly links: string | null;
};

export type Owner = { readonly id: number; readonly name: string; readonly email: string | null };

/** A row as a step of the register: without an id it registers, else it amends what was read at `seq`. */
export type PlannedStep = {
  readonly id?: number;
  readonly seq?: number;
  readonly input: Readonly<Record<string, string | number>>;
};

export type PlannedRow = Pick<SystemRow, "line" | "name" | "client"> & {
  readonly step: PlannedStep | null;
  /** How the register spells the name, where that is not how the file does. */
  readonly as?: string;
};

/** What a file is held against: `folded` says of each name in either how names are compared. */
export type ImportContext = {
  readonly register: readonly RegisteredSystem[];
  readonly owners: readonly Owner[];
  readonly foldedNames: ReadonlyMap<string, string>;
  /** ISO. */
  readonly now: string;
};

/** What would come of a file: what each row does, and those that are not taken. */
export type ImportPlan = {
  readonly additions: readonly PlannedRow[];
  readonly changes: readonly PlannedRow[];
  readonly unchanged: readonly PlannedRow[];
  readonly invalid: readonly InvalidRow[];
  /** The clients that are not known yet. */
  readonly newClients: readonly string[];
};

/**
 * What each row of the file would do to the register, and why those that cannot be taken are not. A name that is spelled
 * otherwise than in the register is the system that is there; of several spellings in the file the first counts.
 */
export function planImport(file: SystemsFile, { register, owners, foldedNames, now }: ImportContext): ImportPlan {
  const fold = (name: string) => foldedNames.get(name) ?? name;
  const keyOf = ({ client, name }: { client: string; name: string }) => `${fold(client)}\n${fold(name)}`;
  const registeredByKey = new Map(register.map((system) => [keyOf(system), system]));
  const ownerIds = ownersByName(owners);
  const clients = firstByKey([...register, ...file.rows], ({ client }) => fold(client));
  const first = firstByKey(file.rows, keyOf);
  const planned = file.rows.map((row) => {
    const first_ = first.get(keyOf(row)) ?? row;
    const client = clients.get(fold(row.client))?.client ?? row.client;
    return first_ === row
      ? planRow({ ...row, client }, registeredByKey.get(keyOf(row)), ownerIds, now)
      : duplicateRow(row, first_);
  });
  const plannedRows = planned.filter((row) => "step" in row);
  const registers = plannedRows.filter(({ step }) => step !== null && step.id === undefined);
  const knownClients = new Set(register.map(({ client }) => client));
  return {
    additions: registers,
    changes: plannedRows.filter(({ step }) => step?.id !== undefined),
    unchanged: plannedRows.filter(({ step }) => step === null),
    invalid: [...file.invalid, ...planned.filter((row) => "sentence" in row)].sort(
      (one, other) => one.line - other.line,
    ),
    newClients: [...new Set(registers.map(({ client }) => client))]
      .filter((client) => !knownClients.has(client))
      .sort(),
  };
}

/** Of several that have one key, the first. */
function firstByKey<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, T> {
  const first = new Map<string, T>();
  for (const one of all) if (!first.has(keyOf(one))) first.set(keyOf(one), one);
  return first;
}

const duplicateRow = ({ line, name, client }: SystemRow, original: SystemRow): InvalidRow => ({
  line,
  name,
  client,
  sentence: `Line ${original.line} already names this system of this client, as “${original.name}”.`,
});

type OwnerIdsByName = ReadonlyMap<string, readonly number[]>;

function planRow(
  row: SystemRow,
  system: RegisteredSystem | undefined,
  ownerIds: OwnerIdsByName,
  now: string,
): PlannedRow | InvalidRow {
  const { line, name, client, kind, since, until, owner, links } = row;
  const invalid = (sentence: string): InvalidRow => ({ line, name, client, sentence });
  const ids = owner ? (ownerIds.get(owner.toLowerCase()) ?? []) : [];
  if (owner && ids.length === 0) return invalid(`Nobody is called “${owner}”. Use the name on the page People.`);
  if (ids.length > 1) return invalid(`Several people are called “${owner}”. Use the e-mail address of the owner.`);
  const values = {
    ...(kind && { systemKind: kind }),
    ...(since && { managedSince: since }),
    ...(until && { managedUntil: until }),
    ...(ids[0] !== undefined && { owner: ids[0] }),
    ...(links && { monitoringLinks: links }),
  };
  const periodProblem = managementPeriodProblem(since ?? system?.since ?? now, until ?? system?.until ?? null, now);
  if (!system)
    return periodProblem
      ? invalid(periodProblem)
      : { line, name, client, step: { input: { name, client, ...values } } };
  const as = system.name === name ? {} : { as: system.name };
  const changed = Object.entries(values).filter(([field, value]) => !isSame(value, currentValues(system)[field]));
  if (changed.length === 0) return { line, name, client, step: null, ...as };
  if (periodProblem) return invalid(periodProblem);
  if (system.status !== "managed")
    return invalid("The system is retired. Return it to management first, or remove it from the file.");
  return {
    line,
    name,
    client,
    step: { id: system.id, seq: system.seq, input: { name: system.name, ...Object.fromEntries(changed) } },
    ...as,
  };
}

const managementPeriodProblem = (since: string, until: string | null, now: string): string | null => {
  if (Date.parse(since) > Date.parse(now)) return preconditionSentence("management_bounded", { future: true }, String);
  return until && Date.parse(until) <= Date.parse(since)
    ? preconditionSentence("management_bounded", { order: true }, String)
    : null;
};

const currentValues = ({
  kind,
  since,
  until,
  owner,
  links,
}: RegisteredSystem): Readonly<Record<string, string | number | null>> => ({
  systemKind: kind,
  managedSince: since,
  managedUntil: until,
  owner,
  monitoringLinks: links,
});

const isSame = (value: string | number, current: string | number | null | undefined): boolean =>
  value === current ||
  (typeof value === "string" && typeof current === "string" && Date.parse(value) === Date.parse(current));

function ownersByName(owners: readonly Owner[]): OwnerIdsByName {
  const ownerIds = new Map<string, number[]>();
  for (const { id, name, email } of owners)
    for (const name_ of new Set([name.toLowerCase(), ...(email ? [email.toLowerCase()] : [])]))
      ownerIds.set(name_, [...(ownerIds.get(name_) ?? []), id]);
  return ownerIds;
}

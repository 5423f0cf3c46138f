import type { SystemStatus } from "./record";
import { needSentence } from "./refusals";
import { keyOfSystem, type SystemsFile } from "./systems-file";
import type { SystemRow, WrongRow } from "./systems-file-rows";

/** A system as the register has it. Instants are ISO texts in UTC. */
export type Registered = {
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

export type PlannedRow = Pick<SystemRow, "line" | "name" | "client"> & { readonly step: PlannedStep | null };

/** What would come of a file: what each row does, and those that are not taken. */
export type SystemsPlan = {
  readonly registers: readonly PlannedRow[];
  readonly amends: readonly PlannedRow[];
  readonly unchanged: readonly PlannedRow[];
  readonly wrong: readonly WrongRow[];
  /** The clients that are not known yet. */
  readonly newClients: readonly string[];
};

/** What each row of the file would do to the register at `now` (ISO), and why those that cannot be taken are not. */
export function planOf(
  file: SystemsFile,
  { register, owners, now }: { register: readonly Registered[]; owners: readonly Owner[]; now: string },
): SystemsPlan {
  const known = new Map(register.map((system) => [keyOfSystem(system.client, system.name), system]));
  const called = ownersByName(owners);
  const clients = new Set(register.map(({ client }) => client));
  const planned = file.rows.map((row) => rowOf(row, known.get(keyOfSystem(row.client, row.name)), called, now));
  const done = planned.filter((row) => "step" in row);
  const registers = done.filter(({ step }) => step !== null && step.id === undefined);
  return {
    registers,
    amends: done.filter(({ step }) => step?.id !== undefined),
    unchanged: done.filter(({ step }) => step === null),
    wrong: [...file.wrong, ...planned.filter((row) => "sentence" in row)].sort((one, other) => one.line - other.line),
    newClients: [...new Set(registers.map(({ client }) => client))].filter((client) => !clients.has(client)).sort(),
  };
}

type Called = ReadonlyMap<string, readonly number[]>;

function rowOf(row: SystemRow, system: Registered | undefined, called: Called, now: string): PlannedRow | WrongRow {
  const { line, name, client, kind, since, until, owner, links } = row;
  const wrong = (sentence: string): WrongRow => ({ line, name, client, sentence });
  const ids = owner ? (called.get(owner.toLowerCase()) ?? []) : [];
  if (owner && ids.length === 0)
    return wrong(`Nobody here is called “${owner}”. Name the owner as on the page People.`);
  if (ids.length > 1) return wrong(`Several people are called “${owner}”. Name the owner by e-mail address.`);
  const says = {
    ...(kind && { systemKind: kind }),
    ...(since && { managedSince: since }),
    ...(until && { managedUntil: until }),
    ...(ids[0] !== undefined && { owner: ids[0] }),
    ...(links && { monitoringLinks: links }),
  };
  const bounds = boundsWrong(since ?? system?.since ?? now, until ?? system?.until ?? null, now);
  if (!system) return bounds ? wrong(bounds) : { line, name, client, step: { input: { name, client, ...says } } };
  const changed = Object.entries(says).filter(([field, value]) => !isSame(value, nowOf(system)[field]));
  if (changed.length === 0) return { line, name, client, step: null };
  if (bounds) return wrong(bounds);
  if (system.status !== "managed")
    return wrong("It is retired. Take it under management again first, or leave it out of the file.");
  return {
    line,
    name,
    client,
    step: { id: system.id, seq: system.seq, input: { name, ...Object.fromEntries(changed) } },
  };
}

const boundsWrong = (since: string, until: string | null, now: string): string | null => {
  if (Date.parse(since) > Date.parse(now)) return needSentence("management_bounded", { future: true }, String);
  return until && Date.parse(until) <= Date.parse(since)
    ? needSentence("management_bounded", { order: true }, String)
    : null;
};

const nowOf = ({ kind, since, until, owner, links }: Registered): Readonly<Record<string, string | number | null>> => ({
  systemKind: kind,
  managedSince: since,
  managedUntil: until,
  owner,
  monitoringLinks: links,
});

const isSame = (says: string | number, now: string | number | null | undefined): boolean =>
  says === now || (typeof says === "string" && typeof now === "string" && Date.parse(says) === Date.parse(now));

function ownersByName(owners: readonly Owner[]): Called {
  const called = new Map<string, number[]>();
  for (const { id, name, email } of owners)
    for (const word of new Set([name.toLowerCase(), ...(email ? [email.toLowerCase()] : [])]))
      called.set(word, [...(called.get(word) ?? []), id]);
  return called;
}

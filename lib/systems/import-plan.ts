import { needSentence } from "@/lib/refusals/need-sentence";
import type { SystemStatus } from "@/lib/rules/record";
import type { SystemsFile } from "./systems-file";
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

export type PlannedRow = Pick<SystemRow, "line" | "name" | "client"> & {
  readonly step: PlannedStep | null;
  /** How the register spells the name, where that is not how the file does. */
  readonly as?: string;
};

/** What a file is held against: `folded` says of each name in either how names are compared. */
export type KnownSystems = {
  readonly register: readonly Registered[];
  readonly owners: readonly Owner[];
  readonly folded: ReadonlyMap<string, string>;
  /** ISO. */
  readonly now: string;
};

/** What would come of a file: what each row does, and those that are not taken. */
export type SystemsPlan = {
  readonly registers: readonly PlannedRow[];
  readonly amends: readonly PlannedRow[];
  readonly unchanged: readonly PlannedRow[];
  readonly wrong: readonly WrongRow[];
  /** The clients that are not known yet. */
  readonly newClients: readonly string[];
};

/**
 * What each row of the file would do to the register, and why those that cannot be taken are not. A name that is spelled
 * otherwise than in the register is the system that is there; of several spellings in the file the first counts.
 */
export function planOf(file: SystemsFile, { register, owners, folded, now }: KnownSystems): SystemsPlan {
  const fold = (name: string) => folded.get(name) ?? name;
  const keyOf = ({ client, name }: { client: string; name: string }) => `${fold(client)}\n${fold(name)}`;
  const known = new Map(register.map((system) => [keyOf(system), system]));
  const called = ownersByName(owners);
  const clients = firstOf([...register, ...file.rows], ({ client }) => fold(client));
  const first = firstOf(file.rows, keyOf);
  const planned = file.rows.map((row) => {
    const before = first.get(keyOf(row)) ?? row;
    const client = clients.get(fold(row.client))?.client ?? row.client;
    return before === row ? rowOf({ ...row, client }, known.get(keyOf(row)), called, now) : twinOf(row, before);
  });
  const done = planned.filter((row) => "step" in row);
  const registers = done.filter(({ step }) => step !== null && step.id === undefined);
  const there = new Set(register.map(({ client }) => client));
  return {
    registers,
    amends: done.filter(({ step }) => step?.id !== undefined),
    unchanged: done.filter(({ step }) => step === null),
    wrong: [...file.wrong, ...planned.filter((row) => "sentence" in row)].sort((one, other) => one.line - other.line),
    newClients: [...new Set(registers.map(({ client }) => client))].filter((client) => !there.has(client)).sort(),
  };
}

/** Of several that have one key, the first. */
function firstOf<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, T> {
  const first = new Map<string, T>();
  for (const one of all) if (!first.has(keyOf(one))) first.set(keyOf(one), one);
  return first;
}

const twinOf = ({ line, name, client }: SystemRow, before: SystemRow): WrongRow => ({
  line,
  name,
  client,
  sentence: `Line ${before.line} already names this system of this client, as “${before.name}”.`,
});

type Called = ReadonlyMap<string, readonly number[]>;

function rowOf(row: SystemRow, system: Registered | undefined, called: Called, now: string): PlannedRow | WrongRow {
  const { line, name, client, kind, since, until, owner, links } = row;
  const wrong = (sentence: string): WrongRow => ({ line, name, client, sentence });
  const ids = owner ? (called.get(owner.toLowerCase()) ?? []) : [];
  if (owner && ids.length === 0) return wrong(`Nobody is called “${owner}”. Use the name on the page People.`);
  if (ids.length > 1) return wrong(`Several people are called “${owner}”. Use the e-mail address of the owner.`);
  const says = {
    ...(kind && { systemKind: kind }),
    ...(since && { managedSince: since }),
    ...(until && { managedUntil: until }),
    ...(ids[0] !== undefined && { owner: ids[0] }),
    ...(links && { monitoringLinks: links }),
  };
  const bounds = boundsWrong(since ?? system?.since ?? now, until ?? system?.until ?? null, now);
  if (!system) return bounds ? wrong(bounds) : { line, name, client, step: { input: { name, client, ...says } } };
  const as = system.name === name ? {} : { as: system.name };
  const changed = Object.entries(says).filter(([field, value]) => !isSame(value, nowOf(system)[field]));
  if (changed.length === 0) return { line, name, client, step: null, ...as };
  if (bounds) return wrong(bounds);
  if (system.status !== "managed")
    return wrong("The system is retired. Return it to management first, or remove it from the file.");
  return {
    line,
    name,
    client,
    step: { id: system.id, seq: system.seq, input: { name: system.name, ...Object.fromEntries(changed) } },
    ...as,
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

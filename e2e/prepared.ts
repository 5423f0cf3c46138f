import { load } from "../db/seed/demo/seed";
import type { SubjectType } from "../lib/rules/record";
import type { Step } from "../lib/rules/rules";
import type { Product } from "./product";
import type { TestSystem } from "./systems";

type Told = readonly [step: Step, account: string, input?: object];

const facts = { what: "Block a range.", why: "Noise.", rollbackPlan: "Unblock it.", verification: "403s appear." };
const window = (now: number, from = -30, to = 60) => ({
  windowStart: new Date(now + from * 60_000).toISOString(),
  windowEnd: new Date(now + to * 60_000).toISOString(),
  timezone: "UTC",
});

/** The statuses of a normal change in order. */
export const normalWay: readonly string[] = [
  "submitted",
  "reviewed",
  "approved",
  "scheduled",
  "in_progress",
  "executed",
  "closed",
];
const normalSteps = (scheduled: object): readonly Told[] => [
  ["submit", "operator-1"],
  ["review", "reviewer-1", { comment: "Reads well." }],
  ["approve", "ops-lead-1", {}],
  ["schedule", "operator-1", scheduled],
  ["start", "operator-1"],
  ["finish", "operator-1", { actual: "Did it." }],
  ["verify", "operator-1", { comment: "It works.", monitoring: "All green." }],
];

/** Loaded with past times, a minute apart. */
export async function normalAt(
  product: Product,
  system: TestSystem,
  status: string,
  drafted: object = {},
): Promise<number> {
  return toldNormal(product, system, status, { drafted, scheduled: window(await nowOf(product)) });
}

/** A normal change scheduled from one minute to another, counted from now; approved `daysAgo`. */
export async function scheduledIn(
  product: Product,
  system: TestSystem,
  { from, to, daysAgo = 0, ...more }: { from: number; to: number; daysAgo?: number; implementer?: number },
): Promise<number> {
  const scheduled = { ...window(await nowOf(product), from, to), ...more };
  return toldNormal(product, system, "scheduled", { scheduled, since: 20 + daysAgo * 24 * 60 });
}

function toldNormal(
  product: Product,
  system: TestSystem,
  status: string,
  { drafted = {}, scheduled, since }: { drafted?: object; scheduled: object; since?: number },
): Promise<number> {
  const steps = normalSteps(scheduled).slice(0, normalWay.indexOf(status) + 1);
  const draft = { type: "normal", title: "Prepared", category: "configuration", systems: [system.id], ...facts };
  return tell(product, [["draft", "operator-1", { ...draft, ...drafted }], ...steps], { since });
}

/** A normal change scheduled for a window in UTC, as its clock shows it: `YYYY-MM-DDTHH:MM`. */
export const scheduledFor = (
  product: Product,
  system: TestSystem,
  [starts, ends]: readonly [string, string],
): Promise<number> =>
  toldNormal(product, system, "scheduled", {
    scheduled: { windowStart: `${starts}:00Z`, windowEnd: `${ends}:00Z`, timezone: "UTC" },
  });

export async function failedChange(product: Product, system: TestSystem): Promise<number> {
  const id = await normalAt(product, system, "executed");
  return tell(product, [["fail", "operator-2", { reason: "It dropped good requests." }]], { id });
}

/** Only its alert is left to deliver. */
export async function rolledBackChange(product: Product, system: TestSystem): Promise<number> {
  const id = await failedChange(product, system);
  await tell(product, [["roll_back", "operator-2", { outcome: "complete", actual: "Undone." }]], { id });
  const sql = await product.sql("owner");
  const [incident] = await sql`select id from incidents where change_id = ${id}`;
  const findings = [{ finding: "Test first.", owner: await personOf(product, "operator-2"), due: "2030-01-01" }];
  await tell(
    product,
    [
      ["investigate", "operator-2", { rootCause: "A typo.", findings }],
      ["close_incident", "reviewer-2", {}],
    ],
    { id: Number(incident?.id), subject: "incident" },
  );
  return id;
}

/** An emergency that runs. */
export const emergencyAt = (product: Product, system: TestSystem): Promise<number> =>
  tell(product, [
    ["declare", "operator-1", { trigger: "contain_threat", what: "Blocking an address", systems: [system.id] }],
  ]);

/** A freeze of one system around now, by a lead. */
export async function freezeOn(product: Product, system: TestSystem, name: string): Promise<number> {
  const input = { name, covers: `system:${system.id}`, ...window(await nowOf(product)), reason: "Nothing may change." };
  return tell(product, [["place_freeze", "ops-lead-1", input]], { subject: "freeze" });
}

/** The id of a demo account's person. */
export async function personOf(product: Product, account: string): Promise<number> {
  const sql = await product.sql("owner");
  const [person] = await sql`select id from people where subject = ${account}`;
  return Number(person?.id);
}

/** The demo's clock, in milliseconds. */
async function nowOf(product: Product): Promise<number> {
  const sql = await product.sql("owner");
  const [row] = await sql`select utc(windlass_now()) as now`;
  return Date.parse(String(row?.now));
}

type Telling = { id?: number; since?: number; subject?: SubjectType };

/** One step a minute from `since` minutes ago; steps of an existing record, just now. */
async function tell(
  product: Product,
  told: readonly Told[],
  { id, since = id === undefined ? 20 : 1, subject = "change" }: Telling = {},
): Promise<number> {
  const sql = await product.sql("owner");
  const now = await nowOf(product);
  let record = id;
  for (const [place, [step, account, input]] of told.entries()) {
    const person = await personOf(product, account);
    const at = new Date(now - (since - (id === undefined ? place : 0)) * 60_000);
    record = await load(sql, { subject, id: record, step, person, at, input });
  }
  return record ?? 0;
}

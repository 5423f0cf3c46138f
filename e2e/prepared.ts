import { load } from "../db/seed";
import type { Step } from "../lib/rules";
import type { Product } from "./product";
import type { TestSystem } from "./systems";

type Told = readonly [step: Step, account: string, input?: object];

const facts = { what: "Block a range.", why: "Noise.", rollbackPlan: "Unblock it.", verification: "403s appear." };
const window = () => ({
  windowStart: new Date(Date.now() - 30 * 60_000).toISOString(),
  windowEnd: new Date(Date.now() + 60 * 60_000).toISOString(),
  timezone: "UTC",
});

/** The way of a normal change, with who takes each step. */
export const normalWay: readonly string[] = [
  "submitted",
  "reviewed",
  "approved",
  "scheduled",
  "in_progress",
  "executed",
  "closed",
];
const normalSteps = (): readonly Told[] => [
  ["submit", "operator-1"],
  ["review", "reviewer-1", { comment: "Reads well." }],
  ["approve", "ops-lead-1", {}],
  ["schedule", "operator-1", window()],
  ["start", "operator-1"],
  ["finish", "operator-1", { actual: "Did it." }],
  ["verify", "operator-1", { comment: "It works.", monitoring: "All green." }],
];

/** A normal change by operator-1, brought to `status` minutes ago by the demo's loader. Returns its id. */
export function normalAt(product: Product, system: TestSystem, status: string, drafted: object = {}): Promise<number> {
  const steps = normalSteps().slice(0, normalWay.indexOf(status) + 1);
  const draft = { type: "normal", title: "Prepared", category: "configuration", systems: [system.id], ...facts };
  return tell(product, [["draft", "operator-1", { ...draft, ...drafted }], ...steps]);
}

/** The same, scheduled for a window in UTC: `YYYY-MM-DDTHH:MM`. */
export async function scheduledFor(
  product: Product,
  system: TestSystem,
  [starts, ends]: readonly [string, string],
  drafted: object = {},
): Promise<number> {
  const id = await normalAt(product, system, "approved", drafted);
  const window = { windowStart: `${starts}:00Z`, windowEnd: `${ends}:00Z`, timezone: "UTC" };
  return tell(product, [["schedule", "operator-1", window]], id);
}

/** The same, failed while it ran. */
export async function failedChange(product: Product, system: TestSystem): Promise<number> {
  const id = await normalAt(product, system, "executed");
  return tell(product, [["fail", "operator-2", { reason: "It dropped good requests." }]], id);
}

/** An emergency that runs. */
export const emergencyAt = (product: Product, system: TestSystem): Promise<number> =>
  tell(product, [
    ["declare", "operator-1", { trigger: "contain_threat", what: "Blocking an address", systems: [system.id] }],
  ]);

/** Told one a minute from twenty minutes ago; what goes on with a record, just now. */
async function tell(product: Product, told: readonly Told[], id?: number): Promise<number> {
  const sql = await product.sql("owner");
  const people = await sql`select id, subject from people`;
  let record = id;
  for (const [place, [step, account, input]] of told.entries()) {
    const person = Number(people.find(({ subject }) => subject === account)?.id);
    const at = new Date(Date.now() - (id === undefined ? 20 - place : 1) * 60_000);
    record = await load(sql, { subject: "change", id: record, step, person, at, input });
  }
  return record ?? 0;
}

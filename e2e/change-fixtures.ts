import { loadEvent } from "../db/seed/demo/seed-demo";
import type { RecordType } from "../lib/rules/record";
import type { Step } from "../lib/rules/rules";
import type { Product } from "./product";
import type { TestSystem } from "./systems";

type FixtureStep = readonly [step: Step, account: string, input?: object];

const fiveFacts = { what: "Block a range.", why: "Noise.", rollbackPlan: "Unblock it.", verification: "403s appear." };
const windowAround = (now: number, from = -30, to = 60) => ({
  windowStart: new Date(now + from * 60_000).toISOString(),
  windowEnd: new Date(now + to * 60_000).toISOString(),
  timezone: "UTC",
});

/** The statuses of a normal change in order. */
export const normalStatuses: readonly string[] = [
  "submitted",
  "reviewed",
  "approved",
  "scheduled",
  "in_progress",
  "executed",
  "closed",
];
const normalSteps = (windowInput: object): readonly FixtureStep[] => [
  ["submit", "operator-1"],
  ["review", "reviewer-1", { comment: "Reads well." }],
  ["approve", "ops-lead-1", {}],
  ["schedule", "operator-1", windowInput],
  ["start", "operator-1"],
  ["finish", "operator-1", { actual: "Did it." }],
  ["verify", "operator-1", { comment: "It works.", monitoring: "All green." }],
];

/** Loaded with past times, a minute apart. */
export async function normalAt(
  product: Product,
  system: TestSystem,
  status: string,
  draftInput: object = {},
): Promise<number> {
  return loadNormalChange(product, system, status, { draftInput, windowInput: windowAround(await demoNowMs(product)) });
}

/** A normal change scheduled from one minute to another, counted from now; approved `daysAgo`. */
export async function scheduledIn(
  product: Product,
  system: TestSystem,
  { from, to, daysAgo = 0, ...more }: { from: number; to: number; daysAgo?: number; implementer?: number },
): Promise<number> {
  const windowInput = { ...windowAround(await demoNowMs(product), from, to), ...more };
  return loadNormalChange(product, system, "scheduled", { windowInput, since: 20 + daysAgo * 24 * 60 });
}

function loadNormalChange(
  product: Product,
  system: TestSystem,
  status: string,
  { draftInput = {}, windowInput, since }: { draftInput?: object; windowInput: object; since?: number },
): Promise<number> {
  const steps = normalSteps(windowInput).slice(0, normalStatuses.indexOf(status) + 1);
  const draft = { type: "normal", title: "Prepared", category: "configuration", systems: [system.id], ...fiveFacts };
  return loadSteps(product, [["draft", "operator-1", { ...draft, ...draftInput }], ...steps], { since });
}

/** A normal change scheduled for a window in UTC, as its clock shows it: `YYYY-MM-DDTHH:MM`. */
export const scheduledFor = (
  product: Product,
  system: TestSystem,
  [starts, ends]: readonly [string, string],
  draftInput: object = {},
): Promise<number> =>
  loadNormalChange(product, system, "scheduled", {
    draftInput,
    windowInput: { windowStart: `${starts}:00Z`, windowEnd: `${ends}:00Z`, timezone: "UTC" },
  });

export async function failedChange(product: Product, system: TestSystem): Promise<number> {
  const id = await normalAt(product, system, "executed");
  return loadSteps(product, [["fail", "operator-2", { reason: "It dropped good requests." }]], { id });
}

/** Only its alert is left to deliver. */
export async function rolledBackChange(product: Product, system: TestSystem): Promise<number> {
  const id = await failedChange(product, system);
  await loadSteps(product, [["roll_back", "operator-2", { outcome: "complete", actual: "Undone." }]], { id });
  const sql = await product.sql("owner");
  const [incident] = await sql`select id from incidents where change_id = ${id}`;
  const findings = [{ finding: "Test first.", owner: await personIdOf(product, "operator-2"), due: "2030-01-01" }];
  await loadSteps(
    product,
    [
      ["investigate", "operator-2", { rootCause: "A typo.", findings }],
      ["close_incident", "reviewer-2", {}],
    ],
    { id: Number(incident?.id), recordType: "incident" },
  );
  return id;
}

/** An emergency that runs. */
export const emergencyAt = (product: Product, system: TestSystem): Promise<number> =>
  loadSteps(product, [
    ["declare", "operator-1", { trigger: "contain_threat", what: "Blocking an address", systems: [system.id] }],
  ]);

/** A note on a change, just now. */
export const noteOn = (product: Product, id: number): Promise<number> =>
  loadSteps(product, [["note", "operator-2", { comment: "Seen." }]], { id });

/** A freeze of one system around now, by a lead. */
/** Around the present time, unless a window says when. */
export async function freezeOn(
  product: Product,
  system: TestSystem,
  name: string,
  window?: { readonly windowStart: string; readonly windowEnd: string },
): Promise<number> {
  const input = {
    name,
    covers: `system:${system.id}`,
    ...(window ?? windowAround(await demoNowMs(product))),
    reason: "Nothing may change.",
  };
  return loadSteps(product, [["place_freeze", "ops-lead-1", input]], { recordType: "freeze" });
}

/** The id of a demo account's person. */
export async function personIdOf(product: Product, account: string): Promise<number> {
  const sql = await product.sql("owner");
  const [person] = await sql`select id from people where subject = ${account}`;
  return Number(person?.id);
}

/** The demo's clock, in milliseconds. */
async function demoNowMs(product: Product): Promise<number> {
  const sql = await product.sql("owner");
  const [row] = await sql`select utc(windlass_now()) as now`;
  return Date.parse(String(row?.now));
}

type LoadOptions = { id?: number; since?: number; recordType?: RecordType };

/** One step a minute from `since` minutes ago; steps of an existing record, just now. */
async function loadSteps(
  product: Product,
  steps: readonly FixtureStep[],
  { id, since = id === undefined ? 20 : 1, recordType = "change" }: LoadOptions = {},
): Promise<number> {
  const sql = await product.sql("owner");
  const now = await demoNowMs(product);
  let record = id;
  for (const [index, [step, account, input]] of steps.entries()) {
    const person = await personIdOf(product, account);
    const at = new Date(now - (since - (id === undefined ? index : 0)) * 60_000);
    record = await loadEvent(sql, { recordType, id: record, step, personId: person, at, input });
  }
  return record ?? 0;
}

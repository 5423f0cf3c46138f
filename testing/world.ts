import { newDatabase, type TestDatabase } from "./database";
import { type Cast, signInCast } from "./people";
import { step } from "./steps";

/** A database with the cast signed in, two systems of one client, a standard and a routine entry. */
export type World = TestDatabase &
  Cast & {
    readonly dns: number;
    readonly web: number;
    readonly standardEntry: number;
    readonly routineEntry: number;
  };

export async function newWorld(): Promise<World> {
  const db = await newDatabase();
  const cast = await signInCast(db.signin);
  const system = async (name: string) =>
    (await step(db.app, cast.operator, "system", null, "register", { name, client: "Acme" })).id;
  const [dns, web] = [await system("dns"), await system("web")];
  const entry = (kind: string) => approvedEntry(db, cast, kind, [dns, web]);
  return { ...db, ...cast, dns, web, standardEntry: await entry("standard"), routineEntry: await entry("routine") };
}

/** A catalogue entry with one blank, `name`, proposed by an operator and approved by a lead. */
export async function approvedEntry(
  db: TestDatabase,
  cast: Pick<Cast, "operator" | "lead">,
  kind: string,
  systems: readonly number[],
): Promise<number> {
  const proposed = await step(db.app, cast.operator, "entry", null, "propose", {
    entryKind: kind,
    title: "Add a dashboard",
    category: "monitoring",
    systems,
    reversible: true,
    what: "Add the dashboard {name}.",
    rollbackPlan: "Delete the dashboard {name}.",
    verification: "It shows data.",
    blanks: [{ name: "name", label: "Name of the dashboard", example: "latency", pattern: "[a-z-]{1,40}" }],
  });
  await step(db.app, cast.lead, "entry", proposed.id, "approve_entry");
  return proposed.id;
}

/** What each type's first step takes, complete enough for every later one. */
export const firstInput = {
  standard: (world: World) => ({
    type: "standard",
    title: "A dashboard",
    entry: world.standardEntry,
    entryValues: { name: "latency" },
    systems: [world.dns],
    why: "Asked for.",
  }),
  routine: (world: World) => ({
    type: "normal",
    title: "A dashboard",
    entry: world.routineEntry,
    entryValues: { name: "latency" },
    systems: [world.dns],
    why: "Asked for.",
  }),
  normal: (world: World) => ({
    type: "normal",
    title: "A record",
    category: "DNS",
    systems: [world.dns],
    what: "Add it.",
    why: "Asked for.",
    rollbackPlan: "Remove it.",
  }),
  emergency: (world: World) => ({ trigger: "restore_service", what: "Failing over.", systems: [world.dns] }),
};

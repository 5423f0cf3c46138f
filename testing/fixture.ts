import { newDatabase, type TestDatabase } from "./database";
import { type Cast, signInEverybody } from "./people";
import { takeStep } from "./steps";

/** A database with the cast signed in, two systems of one client, a standard and a routine entry. */
export type Fixture = TestDatabase &
  Cast & {
    readonly dns: number;
    readonly web: number;
    readonly standardEntry: number;
    readonly routineEntry: number;
  };

export async function newFixture(): Promise<Fixture> {
  const db = await newDatabase();
  const cast = await signInEverybody(db.signin);
  const system = async (name: string) =>
    (await takeStep(db.app, cast.operator, "system", null, "register", { name, client: "Acme" })).id;
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
  const proposed = await takeStep(db.app, cast.operator, "entry", null, "propose", {
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
  await takeStep(db.app, cast.lead, "entry", proposed.id, "approve_entry");
  return proposed.id;
}

/** What each type's first step takes, complete enough for every later one. */
export const firstInput = {
  standard: (fixture: Fixture) => ({
    type: "standard",
    title: "A dashboard",
    entry: fixture.standardEntry,
    entryValues: { name: "latency" },
    systems: [fixture.dns],
    why: "Asked for.",
  }),
  routine: (fixture: Fixture) => ({
    type: "normal",
    title: "A dashboard",
    entry: fixture.routineEntry,
    entryValues: { name: "latency" },
    systems: [fixture.dns],
    why: "Asked for.",
  }),
  normal: (fixture: Fixture) => ({
    type: "normal",
    title: "A record",
    category: "DNS",
    systems: [fixture.dns],
    what: "Add it.",
    why: "Asked for.",
    rollbackPlan: "Remove it.",
  }),
  emergency: (fixture: Fixture) => ({ trigger: "restore_service", what: "Failing over.", systems: [fixture.dns] }),
};

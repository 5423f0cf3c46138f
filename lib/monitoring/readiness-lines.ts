import type { BuildInfo } from "./build-info";

type Readiness = {
  readonly ready: boolean;
  readonly database: string;
  readonly migrations: string;
  readonly rulebook: string;
  readonly changed?: readonly string[];
};

/** Seconds since each worker reported; null: never, or the database does not say. */
type WorkerAges = { readonly ledger: number | null; readonly notices: number | null };

/** After so long without a report, as the pages say it, a worker counts as gone. */
const silentAfterSeconds = 300;

/** What `/readyz?verbose` says: a line for each check, `+` good, `-` why it is not ready, `!` what does not keep it from serving. */
export function readinessLines(
  { ready, database, migrations, rulebook, changed = [] }: Readiness,
  workers: WorkerAges,
  { version, commit, node, migration }: BuildInfo,
): string {
  const check = (isGood: boolean, text: string) => `${isGood ? "+" : ready ? "!" : "-"} ${text}`;
  return [
    check(database === "reachable", `database: ${database}`),
    check(migrations === "current", `migrations: ${migrations}, of this build up to ${migration}`),
    check(rulebook === "current", `rulebook: ${rulebook}${changed.length > 0 ? ` (${changed.join(", ")})` : ""}`),
    workerLine("ledger's worker", workers.ledger),
    workerLine("notices' worker", workers.notices),
    `+ build: ${version}, commit ${commit}, Node ${node}`,
    ready ? "ready" : "not ready",
    "",
  ].join("\n");
}

function workerLine(worker: string, seconds: number | null): string {
  if (seconds === null) return `! ${worker}: no report`;
  const isSilent = seconds > silentAfterSeconds;
  return `${isSilent ? "!" : "+"} ${worker}: reported ${Math.max(0, Math.round(seconds))} s ago`;
}

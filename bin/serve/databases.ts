import { installationKindAt } from "@/db/connection/installation-kind-at";
import { startEmbedded } from "@/db/embedded/start-embedded";
import { migrate } from "@/db/install/migrate";
import { addressProblems, refuseProblems, rightProblems } from "@/db/install/roles/check-addresses";
import { seedDemo } from "@/db/seed/demo/seed-demo";
import type { DatabaseUrls } from "@/lib/settings/database-urls";
import type { Settings } from "@/lib/settings/settings";
import { dataFolder } from "../data-folder";
import type { ShutdownHooks } from "./shutdown-hooks";

/** Migrated, and in a demo seeded. `died` resolves when an embedded database stops by itself. */
export async function openDatabases(
  settings: Settings,
  stops: ShutdownHooks,
  options: { goBack?: boolean } = {},
): Promise<{ urls: DatabaseUrls; died: Promise<void> }> {
  const opened = settings.databases ? { urls: settings.databases, died: neverEnds } : await openEmbedded(stops);
  const { migrate: owner } = opened.urls;
  const { siteTimezone, organisation } = settings;
  if (settings.databases) refuseProblems(await addressProblems(opened.urls));
  await migrate(owner, settings.kind, { ...options, siteTimezone, organisation }).catch(explainFailure);
  if (settings.databases) refuseProblems(await rightProblems(opened.urls));
  const kind = await installationKindAt(owner);
  if (kind !== settings.kind) throw new Error(kindMismatchMessages[kind]);
  if (kind === "demo") await seedDemo(owner);
  return opened;
}

function explainFailure(error: unknown): never {
  throw new Error(`The database could not be migrated: ${error instanceof Error ? error.message : error}`);
}

const neverEnds = new Promise<void>(() => {});

const kindMismatchMessages = {
  demo: "This database is a demo and cannot become production. Set WINDLASS_DEMO=1, or use a new database for production.",
  production: "This database is a production installation and cannot become a demo. Unset WINDLASS_DEMO.",
};

async function openEmbedded(stops: ShutdownHooks): Promise<{ urls: DatabaseUrls; died: Promise<void> }> {
  const { urls, stop, died } = await startEmbedded(dataFolder, { report: console.log });
  stops.add(stop);
  const { owner: migrate, app, signin, worker } = urls;
  return { urls: { migrate, app, signin, worker }, died };
}

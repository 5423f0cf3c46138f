import { kindOfDatabase } from "@/db/connection/kind-of-database";
import { startEmbedded } from "@/db/embedded/embedded";
import { migrate } from "@/db/install/migrate";
import { seedWorld } from "@/db/seed/demo/seed";
import type { DatabaseUrls } from "@/lib/settings/database-urls";
import type { Settings } from "@/lib/settings/settings";
import { dataFolder } from "../data-folder";
import type { Stops } from "./stops";

/** Migrated, and in a demo seeded. `died` resolves when an embedded database stops by itself. */
export async function openDatabases(
  settings: Settings,
  stops: Stops,
  how: { goBack?: boolean } = {},
): Promise<{ urls: DatabaseUrls; died: Promise<void> }> {
  const opened = settings.databases ? { urls: settings.databases, died: never } : await embedded(stops);
  const { migrate: owner } = opened.urls;
  const { siteTimezone, organisation } = settings;
  await migrate(owner, settings.kind, { ...how, siteTimezone, organisation }).catch(sayWhy);
  const kind = await kindOfDatabase(owner);
  if (kind !== settings.kind) throw new Error(wrongKind[kind]);
  if (kind === "demo") await seedWorld(owner);
  return opened;
}

function sayWhy(error: unknown): never {
  throw new Error(`The database could not be migrated: ${error instanceof Error ? error.message : error}`);
}

const never = new Promise<void>(() => {});

const wrongKind = {
  demo: "This database is a demo and cannot become production. Set WINDLASS_DEMO=1, or use a new database for production.",
  production: "This database is a production installation and cannot become a demo. Unset WINDLASS_DEMO.",
};

async function embedded(stops: Stops): Promise<{ urls: DatabaseUrls; died: Promise<void> }> {
  const { urls, stop, died } = await startEmbedded(dataFolder, { say: console.log });
  stops.add(stop);
  const { owner: migrate, app, signin, worker } = urls;
  return { urls: { migrate, app, signin, worker }, died };
}

import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { connect } from "@/db/connection/connect";
import { readCluster } from "@/db/embedded/cluster";
import { startEmbedded } from "@/db/embedded/embedded";
import { readLivingSchema } from "@/db/install/living-schema";
import { migrate } from "@/db/install/migrate";
import { schemaText } from "@/db/install/schema-text";
import { dataFolder } from "./data-folder";
import { withOwner } from "./owner-url";
import { tell } from "./told";

// npm run db:schema: prints what the database is made of, or what one would be where there is none yet.

await tell(() => (isThere() ? withOwner(print) : withThrowAway(print)));

function isThere(): boolean {
  const { DATABASE_URL, DATABASE_URL_FILE, MIGRATE_DATABASE_URL, MIGRATE_DATABASE_URL_FILE } = process.env;
  const named = DATABASE_URL ?? DATABASE_URL_FILE ?? MIGRATE_DATABASE_URL ?? MIGRATE_DATABASE_URL_FILE;
  return Boolean(named) || existsSync(join(dataFolder, "cluster.json"));
}

async function print(url: string): Promise<void> {
  const client = connect(url, { max: 1, onnotice: () => {} });
  try {
    console.log(schemaText(await readLivingSchema(drizzle(client))));
  } finally {
    await client.end();
  }
}

async function withThrowAway(work: (url: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "windlass-schema-"));
  const { urls, stop } = await startEmbedded(folder, { fsync: false });
  try {
    await migrate(urls.owner, "demo");
    await work(urls.owner);
  } finally {
    await stop();
    const cluster = await readCluster(folder);
    if (cluster) await rm(resolve(folder, cluster.place), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
}

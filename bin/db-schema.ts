import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { connect } from "@/db/connection/connect";
import { readCluster } from "@/db/embedded/cluster";
import { startEmbedded } from "@/db/embedded/start-embedded";
import { readDatabaseSchema } from "@/db/install/database-schema";
import { formatSchema } from "@/db/install/format-schema";
import { migrate } from "@/db/install/migrate";
import { runCommand } from "./commands/run-command";
import { withOwner } from "./commands/with-database";
import { dataFolder } from "./data-folder";

await runCommand(
  "npm run db:schema",
  {
    usage: "\n  Prints what the database is made of, or what one would be where there is none yet.",
    run: async () => {
      await (hasDatabase() ? withOwner(printSchema) : withTemporaryDatabase(printSchema));
      return undefined;
    },
  },
  [],
);

function hasDatabase(): boolean {
  const { DATABASE_URL, DATABASE_URL_FILE, MIGRATE_DATABASE_URL, MIGRATE_DATABASE_URL_FILE } = process.env;
  const configuredUrl = DATABASE_URL ?? DATABASE_URL_FILE ?? MIGRATE_DATABASE_URL ?? MIGRATE_DATABASE_URL_FILE;
  return Boolean(configuredUrl) || existsSync(join(dataFolder, "cluster.json"));
}

async function printSchema(url: string): Promise<void> {
  const client = connect(url, { max: 1, onnotice: () => {} });
  try {
    console.log(formatSchema(await readDatabaseSchema(drizzle(client))));
  } finally {
    await client.end();
  }
}

async function withTemporaryDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "windlass-schema-"));
  const { urls, stop } = await startEmbedded(folder, { fsync: false });
  try {
    await migrate(urls.owner, "demo");
    await work(urls.owner);
  } finally {
    await stop();
    const cluster = await readCluster(folder);
    if (cluster) await rm(resolve(folder, cluster.dataFolder), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
}

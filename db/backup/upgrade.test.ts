import { createReadStream, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createGunzip } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { installationAt } from "@/db/connection/installation-kind-at";
import { migrate } from "@/db/install/migrate";
import { exportLedger } from "@/db/ledger/export-ledger";
import { chainErrors } from "@/db/replay/chain-errors";
import { replayDifferences } from "@/db/replay/replay";
import { rulebookDifferences } from "@/db/replay/replay-duties";
import { emptyDatabase, type TestDatabase } from "@/testing/database";
import { verifyExport } from "@/testing/verify-export";
import { readBackup } from "./read-backup";
import { restoreBackup } from "./restore-backup";
import { settleRestored } from "./settle-restored";

// The data of every release, upgraded to this build: a backup of each lies in testing/files.

const folder = fileURLToPath(new URL("../../testing/files", import.meta.url));
const releases = readdirSync(folder).filter((name) => name.endsWith(".backup"));

let db: TestDatabase;
beforeEach(async () => {
  db = await emptyDatabase();
});
afterEach(() => db.drop());

it.each(releases)("%s is restored, migrates to this build, replays and verifies", async (name) => {
  const open = () => createReadStream(join(folder, name)).pipe(createGunzip());
  const checked = await readBackup(open());
  expect(checked.changes).toBeGreaterThan(10);
  const url = db.url("owner");
  await restoreBackup(url, checked, { open, holdsDeliveries: true, progress: () => {} });
  await migrate(url, checked.kind, await installationAt(url));
  const { deliveries } = await settleRestored(url, { takenAt: checked.takenAt, givesUp: true });
  expect(deliveries).toBeGreaterThan(0);
  const found = await db.owner.begin("isolation level repeatable read read only", async (tx) => [
    ...(await replayDifferences(tx)),
    ...(await chainErrors(tx)),
    ...(await rulebookDifferences(tx)),
  ]);
  expect(found).toEqual([]);
  expect(await verifyExport(exportLedger(db.owner, null), { checkpoint: checked.checkpoint ?? "" })).toMatchObject({
    ok: true,
  });
});

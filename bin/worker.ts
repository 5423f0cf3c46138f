import { once } from "node:events";
import { refuseNewerDatabase } from "@/db/build-of-database";
import { clusterUrls, readCluster } from "@/db/embedded-cluster";
import { startLogWorker } from "@/db/log/worker";
import { startNoticeWorker } from "@/db/notices/worker";
import { readSettings } from "@/lib/settings";
import { dataFolder } from "./data-folder";
import { ledgerSigner } from "./ledger-key";
import { verifyApart } from "./ledger-verifier";
import { noticeOptions } from "./notice-options";
import { withSecretFiles } from "./secret-files";
import { tell } from "./told";
import { channelLines } from "./welcome";

const wished = new AbortController();

await tell(work, () => wished.abort());

async function work(): Promise<void> {
  const read = readSettings(withSecretFiles(process.env));
  if (!read.ok) throw new Error(read.problems.join("\n"));
  const { settings } = read;
  const url = settings.databases?.worker ?? (await embedded());
  await refuseNewerDatabase(url);
  const signer = await ledgerSigner(settings.ledgerKey);
  const log = startLogWorker({ url, signer, verify: verifyApart, say: console.error });
  const notices = startNoticeWorker(noticeOptions(settings, url));
  console.log([`The ledger's worker runs; it signs as ${signer.name}.`, ...channelLines(settings)].join("\n"));
  await asked();
  await Promise.all([log.stop(), notices.stop()]);
}

async function embedded(): Promise<string> {
  const cluster = await readCluster(dataFolder);
  if (!cluster?.bootstrapped)
    throw new Error("There is no embedded database yet: npm start makes it, and runs a worker.");
  return clusterUrls(cluster).worker;
}

/** When somebody wants this process to end, or the npm that started it is gone. */
async function asked(): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => wished.abort());
  if (!wished.signal.aborted) await once(wished.signal, "abort");
}

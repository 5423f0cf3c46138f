import { once } from "node:events";
import { clusterUrls, readCluster } from "@/db/embedded/cluster";
import { refuseNewerDatabase } from "@/db/install/build-of-database";
import { startLogWorker } from "@/db/ledger/worker";
import { startNoticeWorker } from "@/db/notices/worker";
import { readSettings } from "@/lib/settings/settings";
import { verifyApart } from "./auditor/ledger-verifier";
import { dataFolder } from "./data-folder";
import { ledgerSigner } from "./keys/ledger-key";
import { withSecretFiles } from "./keys/secret-files";
import { noticeOptions } from "./serve/notice-options";
import { channelLines } from "./serve/welcome";
import { tell } from "./told";

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
  console.log([`The ledger worker is running and signs as ${signer.name}.`, ...channelLines(settings)].join("\n"));
  await asked();
  await Promise.all([log.stop(), notices.stop()]);
}

async function embedded(): Promise<string> {
  const cluster = await readCluster(dataFolder);
  if (!cluster?.bootstrapped)
    throw new Error("There is no embedded database yet. Run npm start, which also runs a worker.");
  return clusterUrls(cluster).worker;
}

/** On a signal, or when the parent npm is gone. */
async function asked(): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => wished.abort());
  if (!wished.signal.aborted) await once(wished.signal, "abort");
}

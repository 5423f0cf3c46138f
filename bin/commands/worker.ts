import { once } from "node:events";
import { clusterUrls, readCluster } from "@/db/embedded/cluster";
import { refuseNewerDatabase } from "@/db/install/installed-build";
import { addressProblems, refuseProblems, rightProblems } from "@/db/install/roles/check-addresses";
import { verifierKey } from "@/db/ledger/signing/signed-note";
import { startLedgerWorker } from "@/db/ledger/start-ledger-worker";
import { reportAs } from "@/db/monitoring/log";
import { startNoticeWorker } from "@/db/notices/start-notice-worker";
import { startWebhookWorker } from "@/db/webhooks/start-webhook-worker";
import { verifyIsolated } from "../auditor/ledger-verifier";
import { dataFolder } from "../data-folder";
import { ledgerSigner } from "../keys/ledger-key";
import { checkpointWriter, refuseLostEvents } from "../keys/outside-checkpoint";
import { withSecretFiles } from "../keys/secret-files";
import { refuseClock, refuseSigner } from "../serve/refuse-start";
import { settingsFor } from "../serve/start-settings";
import { channelLines } from "../serve/welcome";
import { noticeOptions, webhookOptions } from "../serve/worker-options";
import type { Command } from "./command";

export const command: Command = {
  usage: "\n  Runs until it is ended. Several may run, on several machines.",
  endsByItself: false,
  run: work,
};

async function work(_args: readonly string[], stopRequested: AbortSignal): Promise<undefined> {
  const settings = settingsFor(withSecretFiles(process.env), "worker");
  if (settings.databases) refuseProblems(await addressProblems(settings.databases, ["worker"]));
  const url = settings.databases?.worker ?? (await embeddedWorkerUrl());
  await refuseNewerDatabase(url);
  if (settings.databases) refuseProblems(await rightProblems(settings.databases, ["worker"]));
  const signer = await ledgerSigner(settings.ledgerKey);
  await refuseClock(settings, url);
  await refuseSigner(settings, url, signer);
  const report = reportAs("worker");
  await refuseLostEvents(settings, url, report);
  const onCheckpoint = checkpointWriter(settings.outsideCheckpoint, report);
  const log = startLedgerWorker({ url, signer, verify: verifyIsolated, report, onCheckpoint });
  const notices = startNoticeWorker(noticeOptions(settings, url));
  const webhooks = startWebhookWorker(webhookOptions(settings, url));
  console.log(
    [
      `The ledger worker is running and signs as ${signer.name}.`,
      `LEDGER_VERIFIER_KEY=${verifierKey(signer)}`,
      ...channelLines(settings),
    ].join("\n"),
  );
  if (!stopRequested.aborted) await once(stopRequested, "abort");
  await Promise.all([log.stop(), notices.stop(), webhooks.stop()]);
}

async function embeddedWorkerUrl(): Promise<string> {
  const cluster = await readCluster(dataFolder);
  if (!cluster?.bootstrapped)
    throw new Error("There is no embedded database yet. Run npm start, which also runs a worker.");
  return clusterUrls(cluster).worker;
}

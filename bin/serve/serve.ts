import { verifierKey } from "@/db/ledger/signing/signed-note";
import { startLedgerWorker } from "@/db/ledger/start-ledger-worker";
import { reportAs } from "@/db/monitoring/log";
import { startNoticeWorker } from "@/db/notices/start-notice-worker";
import { startHistoryLoader } from "@/db/seed/start-history-loader";
import { startWebhookWorker } from "@/db/webhooks/start-webhook-worker";
import type { Settings } from "@/lib/settings/settings";
import { verifyIsolated } from "../auditor/ledger-verifier";
import { dataFolder } from "../data-folder";
import { ledgerSigner } from "../keys/ledger-key";
import { checkpointWriter, refuseLostEvents } from "../keys/outside-checkpoint";
import { withSecretFiles } from "../keys/secret-files";
import { startSignIn } from "../sign-in/start";
import { builtActions } from "./built-actions";
import { openDatabases } from "./databases";
import { acquireFolderLock } from "./folder-lock";
import { refuseClock, refusePages, refuseSigner } from "./refuse-start";
import type { ShutdownHooks } from "./shutdown-hooks";
import { requireFreePort, settingsFor } from "./start-settings";
import { startWeb } from "./web";
import { printWelcome } from "./welcome";
import { noticeOptions, webhookOptions } from "./worker-options";

type Mode = { readonly development: boolean };

/**
 * Starts everything in order: the database where it is the embedded one, its migrations, the workers, and the web server.
 * Returns when it is ready; `died` names the part that ended by itself. Adds to `stops` what ends it, in reverse order.
 */
export async function serve(stops: ShutdownHooks, mode: Mode): Promise<{ died: Promise<string> }> {
  const env = withSecretFiles({ ...process.env, WINDLASS_IDP_PORT: undefined });
  const settings = settingsFor(env, "serve");
  if (!settings.databases) await lockFolder(settings, stops);
  await requireFreePort(settings);
  const signIn = startSignIn(stops, settings.logFormat);
  await build(stops, mode);
  const { urls, died: databaseDied } = await openDatabases(settings, stops, {
    // In development rules are edited back and forth.
    goBack: mode.development,
  });
  const signer = await ledgerSigner(settings.ledgerKey);
  await refuseClock(settings, urls.worker);
  await refuseSigner(settings, urls.worker, signer);
  await refusePages(settings, urls);
  const report = reportAs("worker");
  await refuseLostEvents(settings, urls.worker, report);
  const onCheckpoint = checkpointWriter(settings.outsideCheckpoint, report);
  stops.add(startLedgerWorker({ url: urls.worker, signer, verify: verifyIsolated, report, onCheckpoint }).stop);
  stops.add(startNoticeWorker(noticeOptions(settings, urls.worker)).stop);
  stops.add(startWebhookWorker(webhookOptions(settings, urls.worker)).stop);
  if (settings.kind === "demo") stops.add(startHistoryLoader({ url: urls.migrate, report }).stop);
  const web = await startWeb(stops, {
    env,
    settings,
    urls,
    signIn,
    verifierKey: verifierKey(signer),
    actions: mode.development ? null : builtActions(),
  });
  const died = Promise.race([databaseDied.then(() => "The database"), web.died]);
  await Promise.race([died, web.ready.then(() => printWelcome(settings, web.hasDemoAccounts))]);
  return { died };
}

/** A release was built before, and holds nothing that could build. */
async function build(stops: ShutdownHooks, { development }: Mode): Promise<void> {
  if (!process.env.WINDLASS_IS_RELEASE) {
    if (development) stops.add(await (await import("../build/assets")).watchAssets());
    else await (await import("./build")).buildIfStale(stops);
  }
}

async function lockFolder(settings: Settings, stops: ShutdownHooks): Promise<void> {
  const lock = await acquireFolderLock(dataFolder, settings.appUrl);
  if (typeof lock === "function") return stops.add(lock);
  const { pid, address, since } = lock;
  throw new Error(`Windlass is already running from this folder: process ${pid} has served ${address} since ${since}.`);
}

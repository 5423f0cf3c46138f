import { verifierKey } from "@/db/ledger/signing/signed-note";
import { startLedgerWorker } from "@/db/ledger/start-ledger-worker";
import { startNoticeWorker } from "@/db/notices/start-notice-worker";
import { readSettings, type Settings } from "@/lib/settings/settings";
import { verifyIsolated } from "../auditor/ledger-verifier";
import { watchAssets } from "../build/assets";
import { dataFolder } from "../data-folder";
import type { Idp } from "../idp/idp";
import { loadGateKey } from "../keys/gate-key";
import { ledgerSigner } from "../keys/ledger-key";
import { loadOrCreateSecret } from "../keys/load-or-create-secret";
import { withSecretFiles } from "../keys/secret-files";
import { startSignIn } from "../sign-in/start";
import { buildIfStale, builtActions } from "./build";
import { demoClient, identityTrustFor, webServerEnvironment } from "./child-environment";
import { openDatabases } from "./databases";
import { acquireFolderLock } from "./folder-lock";
import { startIpv6Forwarder } from "./ipv6-forwarder";
import { noticeOptions } from "./notice-options";
import { whenNpmIsGone } from "./npm-parent.mjs";
import { isPortFree } from "./port";
import { ShutdownHooks } from "./shutdown-hooks";
import { startWebServer, waitUntilReady } from "./web-server";
import { printWelcome } from "./welcome";

type Mode = { development: boolean };

/** Starts everything in order, and stops it in reverse order. */
export async function serve(mode: Mode): Promise<void> {
  const stops = new ShutdownHooks();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void shutDown(stops, 0));
  whenNpmIsGone(() => void shutDown(stops, 0));
  try {
    const died = await startAll(stops, mode);
    if (!stops.isStopping) throw new Error(`${died} stopped unexpectedly, so Windlass stops.`);
  } catch (error) {
    if (!stops.isStopping) console.error(error instanceof Error ? error.message : error);
    await shutDown(stops, 1);
  }
}

async function startAll(stops: ShutdownHooks, mode: Mode): Promise<string> {
  const env = withSecretFiles({ ...process.env, WINDLASS_IDP_PORT: undefined });
  const read = readSettings(env);
  if (!read.ok) throw new Error(["Windlass cannot start.", ...read.problems].join("\n"));
  const { settings } = read;
  if (!settings.databases) await lockFolder(settings, stops);
  if (!(await isPortFree(settings)))
    throw new Error(`Another program uses port ${settings.port}. Set PORT to another one.`);
  const signInProcess = startSignIn(stops);
  if (mode.development) stops.add(await watchAssets());
  else await buildIfStale(stops);
  const { urls, died: databaseDied } = await openDatabases(settings, stops, {
    // In development rules are edited back and forth.
    goBack: mode.development,
  });
  const signer = await ledgerSigner(settings.ledgerKey);
  stops.add(startLedgerWorker({ url: urls.worker, signer, verify: verifyIsolated, report: console.error }).stop);
  stops.add(startNoticeWorker(noticeOptions(settings, urls.worker)).stop);
  const idp = await demoIdp(settings, stops);
  const authSecret = settings.authSecret ?? (await loadOrCreateSecret(`${dataFolder}/auth-secret`));
  const gateKey = await loadGateKey(settings.gateKey);
  const signIn = await signInProcess.configure({ ...identityTrustFor(settings, idp), database: urls.signin });
  const actions = mode.development ? null : builtActions();
  const context = {
    settings,
    databases: urls,
    authSecret,
    gateKey,
    verifierKey: verifierKey(signer),
    idp,
    signIn,
    actions,
  };
  const childEnv = webServerEnvironment(env, context, mode.development);
  const web = startWebServer(settings, childEnv, mode);
  stops.add(web.stop);
  if (settings.host === "127.0.0.1") stops.add(await startIpv6Forwarder(settings.port));
  const died = Promise.race([
    databaseDied.then(() => "The database"),
    web.died.then(() => "The web server"),
    signInProcess.died.then(() => "The sign-in process"),
  ]);
  await Promise.race([died, waitUntilReady(settings).then(() => printWelcome(settings, idp !== null))]);
  return died;
}

async function lockFolder(settings: Settings, stops: ShutdownHooks): Promise<void> {
  const lock = await acquireFolderLock(dataFolder, settings.appUrl);
  if (typeof lock === "function") return stops.add(lock);
  const { pid, address, since } = lock;
  throw new Error(`Windlass is already running from this folder: process ${pid} has served ${address} since ${since}.`);
}

async function demoIdp(settings: Settings, stops: ShutdownHooks): Promise<Idp | null> {
  if (settings.kind !== "demo" || settings.oidc) return null;
  const backchannelLogout = `http://127.0.0.1:${settings.port}/api/auth/backchannel-logout`;
  const addresses = { ...demoClient(settings), origins: settings.allowedOrigins, backchannelLogout };
  const idp = await withoutWarnings(async () => (await import("../idp/idp")).startIdp(dataFolder, addresses));
  stops.add(idp.stop);
  return idp;
}

// The provider warns about Node 20 and in-memory sessions, which a demo accepts.
async function withoutWarnings<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = () => {};
  return work().finally(() => {
    console.warn = warn;
  });
}

async function shutDown(stops: ShutdownHooks, code: number): Promise<void> {
  const isStopping = stops.isStopping;
  await stops.runAll();
  if (!isStopping) process.exit(code);
}

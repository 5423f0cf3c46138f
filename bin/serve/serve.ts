import { verifierKey } from "@/db/ledger/signing/signed-note";
import { startLogWorker } from "@/db/ledger/worker";
import { startNoticeWorker } from "@/db/notices/worker";
import { readSettings, type Settings } from "@/lib/settings/settings";
import { verifyApart } from "../auditor/ledger-verifier";
import { watchAssets } from "../build/assets";
import { dataFolder } from "../data-folder";
import type { Idp } from "../idp/idp";
import { gateKeyIn } from "../keys/gate-key";
import { keptSecret } from "../keys/kept-secret";
import { ledgerSigner } from "../keys/ledger-key";
import { withSecretFiles } from "../keys/secret-files";
import { startSignIn } from "../sign-in/start";
import { buildIfStale, builtActions } from "./build";
import { demoClient, vouchingFor, webServerEnvironment } from "./child-environment";
import { openDatabases } from "./databases";
import { openIpv6Door } from "./ipv6-door";
import { noticeOptions } from "./notice-options";
import { whenNpmIsGone } from "./npm-parent.mjs";
import { becomeOnlyCopy } from "./one-copy";
import { isPortFree } from "./port";
import { Stops } from "./stops";
import { startWebServer, untilReady } from "./web-server";
import { welcome } from "./welcome";

type Mode = { development: boolean };

/** Starts everything in order, and stops it in reverse order. */
export async function serve(mode: Mode): Promise<void> {
  const stops = new Stops();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void leave(stops, 0));
  whenNpmIsGone(() => void leave(stops, 0));
  try {
    const died = await start(stops, mode);
    if (!stops.called) throw new Error(`${died} stopped unexpectedly, so Windlass stops.`);
  } catch (error) {
    if (!stops.called) console.error(error instanceof Error ? error.message : error);
    await leave(stops, 1);
  }
}

async function start(stops: Stops, mode: Mode): Promise<string> {
  const env = withSecretFiles({ ...process.env, WINDLASS_IDP_PORT: undefined });
  const read = readSettings(env);
  if (!read.ok) throw new Error(["Windlass cannot start.", ...read.problems].join("\n"));
  const { settings } = read;
  if (!settings.databases) await takeFolder(settings, stops);
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
  stops.add(startLogWorker({ url: urls.worker, signer, verify: verifyApart, say: console.error }).stop);
  stops.add(startNoticeWorker(noticeOptions(settings, urls.worker)).stop);
  const idp = await demoIdp(settings, stops);
  const authSecret = settings.authSecret ?? (await keptSecret(`${dataFolder}/auth-secret`));
  const gateKey = await gateKeyIn(settings.gateKey);
  const signIn = await signInProcess.tell({ ...vouchingFor(settings, idp), database: urls.signin });
  const actions = mode.development ? null : builtActions();
  const found = {
    settings,
    databases: urls,
    authSecret,
    gateKey,
    verifierKey: verifierKey(signer),
    idp,
    signIn,
    actions,
  };
  const childEnv = webServerEnvironment(env, found, mode.development);
  const web = startWebServer(settings, childEnv, mode);
  stops.add(web.stop);
  if (settings.host === "127.0.0.1") stops.add(await openIpv6Door(settings.port));
  const died = Promise.race([
    databaseDied.then(() => "The database"),
    web.died.then(() => "The web server"),
    signInProcess.died.then(() => "The sign-in process"),
  ]);
  await Promise.race([died, untilReady(settings).then(() => welcome(settings, idp !== null))]);
  return died;
}

async function takeFolder(settings: Settings, stops: Stops): Promise<void> {
  const taken = await becomeOnlyCopy(dataFolder, settings.appUrl);
  if (typeof taken === "function") return stops.add(taken);
  const { pid, address, since } = taken;
  throw new Error(`Windlass is already running from this folder: process ${pid} has served ${address} since ${since}.`);
}

async function demoIdp(settings: Settings, stops: Stops): Promise<Idp | null> {
  if (settings.kind !== "demo" || settings.oidc) return null;
  const backchannelLogout = `http://127.0.0.1:${settings.port}/api/auth/backchannel-logout`;
  const addresses = { ...demoClient(settings), origins: settings.allowedOrigins, backchannelLogout };
  const idp = await quietly(async () => (await import("../idp/idp")).startIdp(dataFolder, addresses));
  stops.add(idp.stop);
  return idp;
}

// The provider warns about Node 20 and in-memory sessions, which a demo accepts.
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = () => {};
  return work().finally(() => {
    console.warn = warn;
  });
}

async function leave(stops: Stops, code: number): Promise<void> {
  const asked = stops.called;
  await stops.all();
  if (!asked) process.exit(code);
}

import type { DatabaseUrls } from "@/lib/settings/database-urls";
import type { Settings } from "@/lib/settings/settings";
import { dataFolder } from "../data-folder";
import type { Idp } from "../idp/idp";
import { loadGateKey } from "../keys/gate-key";
import { keyPath } from "../keys/key-files";
import { loadOrCreateSecret } from "../keys/load-or-create-secret";
import type { SignInProcess } from "../sign-in/start";
import { demoClient, identityTrustFor, webServerEnvironment } from "./child-environment";
import { startIpv6Forwarder } from "./ipv6-forwarder";
import type { ShutdownHooks } from "./shutdown-hooks";
import { startWebServer, waitUntilReady } from "./web-server";

type WebParts = {
  readonly env: Record<string, string | undefined>;
  readonly settings: Settings;
  readonly urls: DatabaseUrls;
  readonly signIn: SignInProcess;
  /** Verifications signed with another key do not count. */
  readonly verifierKey: string;
  /** The build's server actions; null in development. */
  readonly actions: readonly string[] | null;
};

type Web = { readonly ready: Promise<void>; readonly died: Promise<string>; readonly hasDemoAccounts: boolean };

/** Starts what serves pages: the demonstration's identity provider where there is no other, the sign-in process, the web server. */
export async function startWeb(stops: ShutdownHooks, parts: WebParts): Promise<Web> {
  const { env, settings, urls, signIn, verifierKey, actions } = parts;
  const idp = await demoIdp(settings, stops);
  const authSecret = settings.authSecret ?? (await loadOrCreateSecret(keyPath("authSecret")));
  const gateKey = await loadGateKey(settings.gateKey);
  const endpoint = await signIn.configure({ ...identityTrustFor(settings, idp), database: urls.signin });
  const context = { settings, databases: urls, authSecret, gateKey, verifierKey, idp, signIn: endpoint, actions };
  const isDevelopment = actions === null;
  const server = startWebServer(settings, webServerEnvironment(env, context, isDevelopment), {
    development: isDevelopment,
  });
  stops.add(server.stop);
  if (settings.host === "127.0.0.1") stops.add(await startIpv6Forwarder(settings.port));
  const died = Promise.race([server.died.then(() => "The web server"), signIn.died.then(() => "The sign-in process")]);
  return { ready: waitUntilReady(settings), died, hasDemoAccounts: idp !== null };
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

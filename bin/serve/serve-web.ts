import { refuseNewerDatabase } from "@/db/install/installed-build";
import { verifierKey } from "@/db/ledger/signing/signed-note";
import { ledgerSigner } from "../keys/ledger-key";
import { withSecretFiles } from "../keys/secret-files";
import { startSignIn } from "../sign-in/start";
import { builtActions } from "./built-actions";
import { refuseAddresses, refuseClock, refusePages } from "./refuse-start";
import type { ShutdownHooks } from "./shutdown-hooks";
import { configuredDatabases, requireFreePort, settingsFor } from "./start-settings";
import { startWeb } from "./web";

/** Only what serves pages, of a database that is there and migrated. Returns when it is ready; `died` names the part that ended. */
export async function serveWeb(stops: ShutdownHooks): Promise<{ died: Promise<string> }> {
  const env = withSecretFiles({ ...process.env, WINDLASS_IDP_PORT: undefined });
  const settings = settingsFor(env, "web");
  const urls = configuredDatabases(settings);
  await requireFreePort(settings);
  await refuseAddresses(urls);
  await refuseNewerDatabase(urls.app);
  await refuseClock(settings, urls.app);
  await refusePages(settings, urls);
  const signIn = startSignIn(stops, settings.logFormat);
  const key = settings.ledgerVerifierKey ?? verifierKey(await ledgerSigner(settings.ledgerKey));
  const web = await startWeb(stops, { env, settings, urls, signIn, verifierKey: key, actions: builtActions() });
  await Promise.race([web.died, web.ready.then(() => console.log(`Pages are served at ${settings.appUrl}.`))]);
  return { died: web.died };
}

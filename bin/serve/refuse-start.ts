import { addressProblems, refuseProblems } from "@/db/install/roles/check-addresses";
import { clockProblems, ledgerKeyProblems, secretProblems } from "@/db/install/start-problems";
import type { Signer } from "@/db/ledger/signing/checkpoint-note";
import { verifierKey } from "@/db/ledger/signing/signed-note";
import type { DatabaseUrls } from "@/lib/settings/database-urls";
import type { Settings } from "@/lib/settings/settings";
import { secretMark } from "../keys/secret-mark";

/** Refuses a production whose database, at `url`, has another time than this machine. */
export async function refuseClock({ kind }: Settings, url: string): Promise<void> {
  if (kind === "production") refuseProblems(await clockProblems(url));
}

/** Refuses to serve pages of a production where that would hurt later; the error says why and what to do. */
export async function refusePages(settings: Settings, urls: DatabaseUrls): Promise<void> {
  if (settings.kind === "demo") return;
  const mark = settings.authSecret === null ? null : secretMark(settings.authSecret);
  if (mark !== null) refuseProblems(await secretProblems(urls.app, mark));
}

/** Refuses to sign the ledger of a production with a key that is not its own. */
export async function refuseSigner({ kind, ledgerKeyReplaces }: Settings, url: string, signer: Signer): Promise<void> {
  if (kind === "demo") return;
  const key = { verifierKey: verifierKey(signer), replaces: ledgerKeyReplaces };
  refuseProblems(await ledgerKeyProblems(url, key));
}

/** Refuses addresses at which the pages' own roles cannot work. */
export const refuseAddresses = async (urls: DatabaseUrls): Promise<void> =>
  refuseProblems(await addressProblems(urls, ["app", "signin"]));

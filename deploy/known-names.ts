import { fileURLToPath } from "node:url";
import { withSecretFiles } from "@/bin/keys/secret-files";
import { environment } from "@/lib/settings/environment";

const here = fileURLToPath(import.meta.url);
const names = Object.keys(environment.shape);

/** Variables that may only come from a file here: whoever lists containers and units reads their variables. */
export const secretVariables: readonly string[] = names.filter(
  (name) => withSecretFiles({ [`${name}_FILE`]: here })[name] !== undefined,
);

/** Every variable that may be set, of Windlass and of Node. */
export const knownVariables: ReadonlySet<string> = new Set([
  ...names,
  ...secretVariables.map((name) => `${name}_FILE`),
  "WINDLASS_DATA_FOLDER",
  "HOME",
  "NODE_ENV",
  "NODE_EXTRA_CA_CERTS",
]);

/** Where it is asked whether the process lives, and whether it may be sent requests. */
export const healthPaths: readonly string[] = ["/healthz", "/readyz"];

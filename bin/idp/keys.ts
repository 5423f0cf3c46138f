import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exportJWK, generateKeyPair } from "jose";
import { z } from "zod";

const keysFile = z.object({
  clientSecret: z.string(),
  cookieKey: z.string(),
  signingKey: z.record(z.string(), z.string()),
});

export type IdpKeys = z.infer<typeof keysFile>;

/** Created at the first start and kept, so that sessions survive a restart. */
export async function loadOrCreateIdpKeys(folder: string): Promise<IdpKeys> {
  const file = join(folder, "idp.json");
  if (!existsSync(file)) {
    await mkdir(folder, { recursive: true });
    await writeFile(file, JSON.stringify(await newKeys()), { mode: 0o600 });
  }
  return keysFile.parse(JSON.parse(await readFile(file, "utf8")));
}

async function newKeys(): Promise<IdpKeys> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const { kty = "", n = "", e = "", d = "", p = "", q = "", dp = "", dq = "", qi = "" } = await exportJWK(privateKey);
  const signingKey = { kty, n, e, d, p, q, dp, dq, qi, use: "sig", alg: "RS256", kid: secret(8) };
  return { clientSecret: secret(32), cookieKey: secret(32), signingKey };
}

function secret(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}

import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** By default 256 random bits. */
export async function loadOrCreateSecret(
  file: string,
  make = () => randomBytes(32).toString("base64url"),
): Promise<string> {
  if (!existsSync(file)) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, make(), { mode: 0o600 });
  }
  return readFile(file, "utf8");
}

import { readFileSync } from "node:fs";
import { secretNames } from "@/lib/settings/variables";

type Environment = Record<string, string | undefined>;

/** Resolves NAME_FILE for every secret, without the last line break. */
export function withSecretFiles(env: Environment): Environment {
  const read = secretNames.flatMap((name) => {
    const file = env[`${name}_FILE`];
    return file && !env[name] ? [[name, readSecretFile(file, name)]] : [];
  });
  return { ...env, ...Object.fromEntries(read) };
}

function readSecretFile(file: string, name: string): string {
  try {
    return readFileSync(file, "utf8").replace(/\r?\n$/, "");
  } catch {
    throw new Error(`${name}_FILE names ${file}, which cannot be read.`);
  }
}

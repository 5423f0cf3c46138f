import { readFileSync } from "node:fs";

const secretNames = [
  "DATABASE_URL",
  "SIGNIN_DATABASE_URL",
  "WORKER_DATABASE_URL",
  "MIGRATE_DATABASE_URL",
  "ADMIN_DATABASE_URL",
  "AUTH_SECRET",
  "LEDGER_KEY",
  "GATE_KEY",
  "OIDC_CLIENT_SECRET",
  "SLACK_WEBHOOK_URL",
  "SLACK_BOT_TOKEN",
  "SMTP_URL",
  "METRICS_TOKEN",
];

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

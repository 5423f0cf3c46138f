import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readSettings } from "@/lib/settings/settings";
import { withSecretFiles } from "../keys/secret-files";
import { webServerEnvironment } from "./child-environment";

const folder = mkdtempSync(join(tmpdir(), "windlass-secrets-"));

it("a secret can come from a file, without its last line break; the name itself goes first", () => {
  const file = join(folder, "secret");
  writeFileSync(file, "s3cret\n");
  expect(withSecretFiles({ AUTH_SECRET_FILE: file }).AUTH_SECRET).toBe("s3cret");
  expect(withSecretFiles({ AUTH_SECRET_FILE: file, AUTH_SECRET: "own" }).AUTH_SECRET).toBe("own");
  expect(() => withSecretFiles({ SMTP_URL_FILE: join(folder, "none") })).toThrow(
    /^SMTP_URL_FILE names .* cannot be read/,
  );
});

it("the web server gets the pages' way into the database alone, and no other's idea of its address or identity provider", () => {
  const env = {
    LEDGER_KEY: "key",
    LEDGER_KEY_FILE: "key",
    SLACK_WEBHOOK_URL: "key",
    SLACK_BOT_TOKEN: "key",
    SLACK_BOT_TOKEN_FILE: "key",
    SMTP_URL: "key",
    SMTP_URL_FILE: "key",
    MIGRATE_DATABASE_URL: "owner",
    SIGNIN_DATABASE_URL: "signin",
    WORKER_DATABASE_URL: "worker",
    SIGNIN_DATABASE_URL_FILE: "key",
    WORKER_DATABASE_URL_FILE: "key",
    NEXTAUTH_URL: "http://evil.example",
    WINDLASS_IDP_PORT: "1",
  };
  const databases = { app: "app", signin: "signin", worker: "worker", migrate: "owner" };
  const parsed = readSettings({});
  if (!parsed.ok) throw new Error("unreadable");
  const environment = webServerEnvironment(
    env,
    {
      settings: parsed.settings,
      databases,
      authSecret: "s",
      verifierKey: "a key",
      gateKey: "g",
      idp: null,
      signIn: { address: "http://127.0.0.1:9", secret: "door" },
      actions: ["7f"],
    },
    false,
  );
  for (const role of ["owner", "signin", "worker"]) expect(Object.values(environment)).not.toContain(role);
  expect(Object.values(environment)).not.toContain("key");
  expect(environment).not.toHaveProperty("NEXTAUTH_URL");
  expect(environment).not.toHaveProperty("WINDLASS_IDP_PORT");
  expect(environment).toMatchObject({ DATABASE_URL: "app", WINDLASS_DEMO: "1" });
});

import type { DatabaseUrls } from "@/lib/database-urls";
import type { Settings } from "@/lib/settings";

type Environment = Record<string, string | undefined>;
type Found = {
  settings: Settings;
  databases: DatabaseUrls;
  authSecret: string;
  gateKey: string;
  /** The public half of the ledger's key: what another signed is no verdict. */
  verifierKey: string;
  idp: { port: number; clientSecret: string } | null;
};

/** What the demo's product and identity provider call each other. */
export const demoClient = (settings: Settings) => ({ issuer: `${settings.appUrl}/idp`, clientId: "windlass" });

/** What the web server never gets: it migrates nothing, signs nothing and sends nothing. */
const others = ["MIGRATE_DATABASE_URL", "LEDGER_KEY", "SLACK_WEBHOOK_URL", "SLACK_BOT_TOKEN", "SMTP_URL"];
const kept = new Set(others.flatMap((name) => [name, `${name}_FILE`]));

/** The environment of the web server: all it needs, no way in as the owner of the database, no secret of the workers. */
export function webServerEnvironment(env: Environment, found: Found, development: boolean): NodeJS.ProcessEnv {
  const { settings, databases, authSecret, gateKey, verifierKey, idp } = found;
  const { NEXTAUTH_URL: _other, WINDLASS_IDP_PORT: _port, ...known } = env;
  return {
    ...Object.fromEntries(Object.entries(known).filter(([name]) => !kept.has(name))),
    NODE_ENV: development ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(settings.port),
    HOST: settings.host,
    APP_URL: settings.appUrl,
    AUTH_SECRET: authSecret,
    GATE_KEY: gateKey,
    LEDGER_VERIFIER_KEY: verifierKey,
    DATABASE_URL: databases.app,
    SIGNIN_DATABASE_URL: databases.signin,
    WORKER_DATABASE_URL: databases.worker,
    ...(settings.kind === "demo" ? { WINDLASS_DEMO: "1" } : {}),
    ...(idp ? idpEnvironment(settings, idp) : {}),
  };
}

function idpEnvironment(settings: Settings, { port, clientSecret }: { port: number; clientSecret: string }) {
  const { issuer, clientId } = demoClient(settings);
  return {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    // The demo provider's scopes and claim; those set for another provider would find nothing in it.
    OIDC_SCOPES: "openid profile email",
    OIDC_GROUPS_CLAIM: "groups",
    WINDLASS_IDP_PORT: String(port),
  };
}

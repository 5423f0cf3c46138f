import { hkdfSync } from "node:crypto";
import { unknownCommit } from "@/lib/monitoring/build-info";
import { demoIssuer } from "@/lib/people/demo-accounts";
import type { DatabaseUrls } from "@/lib/settings/database-urls";
import type { Settings } from "@/lib/settings/settings";
import { secretMark } from "../keys/secret-mark";
import { readProductVersion } from "../product-version";
import type { IdentityTrust } from "../sign-in/handlers";
import type { SignInEndpoint } from "../sign-in/start";

type Environment = Record<string, string | undefined>;
type LaunchContext = {
  settings: Settings;
  databases: DatabaseUrls;
  authSecret: string;
  gateKey: string;
  /** Verifications signed with another key do not count. */
  verifierKey: string;
  idp: { port: number; clientSecret: string } | null;
  signIn: SignInEndpoint;
  /** The build's server actions; null in development. */
  actions: readonly string[] | null;
};

export const demoClient = (settings: Settings) => ({ issuer: `${settings.appUrl}/idp`, clientId: "windlass" });

/** Withheld from the web server, which neither migrates, signs, sends nor opens sessions. */
const withheldNames = [
  "MIGRATE_DATABASE_URL",
  "ADMIN_DATABASE_URL",
  "SIGNIN_DATABASE_URL",
  "WORKER_DATABASE_URL",
  "LEDGER_KEY",
  "SLACK_WEBHOOK_URL",
  "SLACK_BOT_TOKEN",
  "SMTP_URL",
];
const withheld = new Set(withheldNames.flatMap((name) => [name, `${name}_FILE`]));

/** Least privilege: one database role and no secret of another process. */
export function webServerEnvironment(
  env: Environment,
  context: LaunchContext,
  development: boolean,
): NodeJS.ProcessEnv {
  const { settings, databases, authSecret, gateKey, verifierKey, idp, signIn, actions } = context;
  const { NEXTAUTH_URL: _other, WINDLASS_IDP_PORT: _port, ...inherited } = env;
  return {
    ...Object.fromEntries(Object.entries(inherited).filter(([name]) => !withheld.has(name))),
    NODE_ENV: development ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(settings.port),
    HOST: settings.host,
    APP_URL: settings.appUrl,
    LOG_FORMAT: settings.logFormat,
    WINDLASS_COMMIT: settings.commit ?? readProductVersion().commit ?? unknownCommit,
    AUTH_SECRET: authSecret,
    WINDLASS_SECRET_MARK: secretMark(authSecret),
    GATE_KEY: gateKey,
    LEDGER_VERIFIER_KEY: verifierKey,
    DATABASE_URL: databases.app,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey(authSecret),
    ...(actions ? { WINDLASS_ACTIONS: actions.join(",") } : {}),
    WINDLASS_SIGN_IN_ADDRESS: signIn.address,
    WINDLASS_SIGN_IN_SECRET: signIn.secret,
    ...(settings.kind === "demo" ? { WINDLASS_DEMO: "1" } : {}),
    ...(idp ? idpEnvironment(settings, idp) : {}),
  };
}

// Encrypts the arguments of server actions, for every server and build that shares the secret.
const actionsKey = (authSecret: string): string =>
  Buffer.from(hkdfSync("sha256", authSecret, "", "windlass server actions", 32)).toString("base64");

// The demo provider's claim, whatever is configured for another provider.
const demoGroupsClaim = "groups";

function idpEnvironment(settings: Settings, { port, clientSecret }: { port: number; clientSecret: string }) {
  const { issuer, clientId } = demoClient(settings);
  return {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    // The demo provider's scopes, whatever is configured for another provider.
    OIDC_SCOPES: "openid profile email",
    OIDC_GROUPS_CLAIM: demoGroupsClaim,
    WINDLASS_IDP_PORT: String(port),
  };
}

/** The issuer that the sign-in process trusts, and the roles of its groups. */
export function identityTrustFor(settings: Settings, idp: LaunchContext["idp"]): IdentityTrust {
  const { oidc, groupsClaim, roleGroups } = settings;
  if (!idp) {
    const { issuer = "", clientId = "" } = oidc ?? {};
    return { provider: { issuer, clientId, jwksUrl: null, personIssuer: null }, groupsClaim, roleGroups };
  }
  const keysAt = `http://127.0.0.1:${idp.port}/idp/jwks`;
  return {
    provider: { ...demoClient(settings), jwksUrl: keysAt, personIssuer: demoIssuer },
    groupsClaim: demoGroupsClaim,
    roleGroups,
  };
}

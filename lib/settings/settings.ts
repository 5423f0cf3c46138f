import type { RoleGroups } from "@/lib/people/group-roles";
import type { WeekStart } from "@/lib/time/week";
import type { NetworkRules } from "@/lib/webhooks/address/address-networks";
import { type DatabaseUrls, databaseUrls } from "./database-urls";
import { environment, type LogFormat, type ParsedEnvironment } from "./environment";
import { installationKind, loopbacks, type Program, settingsProblems } from "./settings-problems";

type Oidc = { issuer: string; clientId: string; clientSecret: string };

/** How Slack is reached: as a bot that can answer in threads, or by one incoming webhook. */
export type SlackSettings =
  | { readonly by: "bot"; readonly token: string; readonly channel: string; readonly apiUrl: string }
  | { readonly by: "webhook"; readonly url: string };

/** The server that takes e-mails, with its password, and who they are from. */
export type MailSettings = { readonly url: string; readonly from: string };

export type Settings = {
  kind: "demo" | "production";
  host: string;
  port: number;
  /** How many processes serve pages; more than one only where there are more than two processors. */
  webProcesses: number;
  /** The origin that people type, without a path. */
  appUrl: string;
  /** Cookies are Secure and `__Host-` exactly when people come by https. */
  secure: boolean;
  allowedOrigins: readonly string[];
  /** Null: the embedded database. */
  databases: DatabaseUrls | null;
  /** Null: the demo identity provider. */
  oidc: Oidc | null;
  /** Null: one is made for the demo. */
  authSecret: string | null;
  /** Null: one is made in the data folder of a demo. The web server never has it. */
  ledgerKey: string | null;
  /** The name of the key that the ledger's key replaces on purpose. */
  ledgerKeyReplaces: string | null;
  /** Where a checkpoint is kept outside the database: a file, or an https address. */
  outsideCheckpoint: string | null;
  /** How many events that it counted may be missing, for one start. */
  acceptedLoss: number | null;
  /** The public part of the ledger's key, for a web server apart from the worker. */
  ledgerVerifierKey: string | null;
  /** Signs what the gate answers. Null: one is made in the data folder. */
  gateKey: string | null;
  /** What is asked of the identity provider, with blanks between. */
  scopes: string;
  groupsClaim: string;
  roleGroups: RoleGroups;
  siteTimezone: string;
  /** On which day the weeks of calendars and lists begin. */
  weekStart: WeekStart;
  /** How many proxies in front write down in X-Forwarded-For where a request came to them from. */
  trustedProxies: number;
  organisation: string;
  /** The settings of the notification channels; null: not configured. The web server never has these. */
  notices: { readonly slack: SlackSettings | null; readonly email: MailSettings | null };
  /** Where webhooks may send beside public addresses. */
  webhookNetworks: NetworkRules;
  /** How the processes log: JSON lines in production, sentences in a demonstration, unless it is set. */
  logFormat: LogFormat;
  /** What Prometheus has to know to read `/metrics`. Null: there is no such address. */
  metricsToken: string | null;
  /** Where `/.well-known/security.txt` sends people who found a weakness. Null: there is no such address. */
  security: { readonly contact: string; readonly policy: string | null } | null;
  /** The commit of this build; null where nobody says it. */
  commit: string | null;
  /** Where the demo identity provider listens on this machine, when it runs. */
  idpPort: number | null;
  /** Where the process answers that opens sessions, which the start command hands to the web server alone. */
  signIn: { readonly address: string; readonly secret: string } | null;
  /** The ids of the server actions of this build; null in development, where nobody knows them. */
  actions: readonly string[] | null;
};

type SettingsResult = { ok: true; settings: Settings } | { ok: false; problems: string[] };

type Environment = Record<string, string | undefined>;

/** The product's settings out of the environment, or sentences that name what is missing for the program, or wrong. */
export function readSettings(env: Environment, program: Program = "serve"): SettingsResult {
  const parsed = environment.safeParse(withoutEmpty(env));
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(formatIssue) };
  const problems = settingsProblems(parsed.data, program);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings: settingsFrom(parsed.data) };
}

function settingsFrom(env: ParsedEnvironment): Settings {
  const kind = installationKind(env);
  const appUrl = new URL(env.APP_URL ?? `http://localhost:${env.PORT}`).origin;
  const localOrigins = loopbacks.map((host) => new URL(`http://${host}:${env.PORT}`).origin);
  return {
    kind,
    host: env.HOST ?? (kind === "demo" ? "127.0.0.1" : "0.0.0.0"),
    port: env.PORT,
    webProcesses: env.WEB_PROCESSES,
    appUrl,
    secure: appUrl.startsWith("https:"),
    allowedOrigins: kind === "demo" ? [...new Set([appUrl, ...localOrigins])] : [appUrl],
    databases: databasesFrom(env),
    oidc: oidcFrom(env),
    authSecret: env.AUTH_SECRET ?? null,
    ledgerKey: env.LEDGER_KEY ?? null,
    ledgerKeyReplaces: env.LEDGER_KEY_REPLACES ?? null,
    outsideCheckpoint: env.OUTSIDE_CHECKPOINT ?? null,
    acceptedLoss: env.ACCEPT_LOST_EVENTS ?? null,
    ledgerVerifierKey: env.LEDGER_VERIFIER_KEY ?? null,
    gateKey: env.GATE_KEY ?? null,
    scopes: env.OIDC_SCOPES,
    groupsClaim: env.OIDC_GROUPS_CLAIM,
    roleGroups: env.ROLE_GROUPS,
    siteTimezone: env.SITE_TIMEZONE,
    weekStart: env.WEEK_STARTS,
    trustedProxies: env.TRUSTED_PROXIES,
    organisation: env.ORGANISATION,
    notices: { slack: slackFrom(env), email: mailFrom(env) },
    webhookNetworks: { allowedNetworks: env.WEBHOOK_ALLOWED_NETWORKS, allowsLoopback: kind === "demo" },
    logFormat: env.LOG_FORMAT ?? (kind === "production" ? "json" : "text"),
    metricsToken: env.METRICS_TOKEN ?? null,
    security: env.SECURITY_CONTACT ? { contact: env.SECURITY_CONTACT, policy: env.SECURITY_POLICY ?? null } : null,
    commit: env.WINDLASS_COMMIT ?? null,
    idpPort: env.WINDLASS_IDP_PORT ?? null,
    signIn: signInFrom(env),
    actions: env.WINDLASS_ACTIONS?.split(",") ?? null,
  };
}

function databasesFrom(env: ParsedEnvironment): DatabaseUrls | null {
  const { DATABASE_URL, SIGNIN_DATABASE_URL, WORKER_DATABASE_URL, MIGRATE_DATABASE_URL } = env;
  if (DATABASE_URL === undefined) return null;
  return databaseUrls({ DATABASE_URL, SIGNIN_DATABASE_URL, WORKER_DATABASE_URL, MIGRATE_DATABASE_URL });
}

function oidcFrom({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }: ParsedEnvironment): Oidc | null {
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null;
  return { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET };
}

function signInFrom({ WINDLASS_SIGN_IN_ADDRESS: address, WINDLASS_SIGN_IN_SECRET: secret }: ParsedEnvironment) {
  return address && secret ? { address, secret } : null;
}

function slackFrom(env: ParsedEnvironment): SlackSettings | null {
  const { SLACK_BOT_TOKEN: token, SLACK_CHANNEL: channel, SLACK_API_URL: apiUrl, SLACK_WEBHOOK_URL: url } = env;
  if (token && channel) return { by: "bot", token, channel, apiUrl };
  return url ? { by: "webhook", url } : null;
}

/** Who a demonstration's e-mails are from when nobody says; the domain takes no mail. */
const demoSender = "Windlass <windlass@demo.windlass.invalid>";

const mailFrom = ({ SMTP_URL: url, MAIL_FROM: from = demoSender }: ParsedEnvironment): MailSettings | null =>
  url ? { url, from } : null;

function formatIssue(issue: { path: PropertyKey[]; message: string }): string {
  return `${issue.path.join(".")} ${issue.message.replace(/\.$/, "")}.`;
}

function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
}

import type { ParsedEnvironment } from "./environment";

/** A program of the product: all of it, or one of its parts. */
export type Program = "serve" | "web" | "worker" | "migrate";

/** Sentences about what is missing for a program, half set or insecure, each beginning with the name of its variable. */
export const settingsProblems = (env: ParsedEnvironment, program: Program): string[] => [
  ...missingSettings(env, program),
  ...incompleteChannels(env),
  ...insecureSettings(env),
];

/** A database that is not said to be a demonstration is production. */
export const installationKind = ({ DATABASE_URL, WINDLASS_DEMO }: ParsedEnvironment): "demo" | "production" =>
  DATABASE_URL === undefined || WINDLASS_DEMO === "1" ? "demo" : "production";

/** The names by which a machine reaches itself. */
export const loopbacks = ["localhost", "127.0.0.1", "[::1]"];
const oidcNames = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;

const servesPages = (program: Program) => program === "serve" || program === "web";

function missingSettings(env: ParsedEnvironment, program: Program): string[] {
  const missingOidc = oidcNames.filter((name) => env[name] === undefined);
  const production = installationKind(env) === "production";
  const isOidcRequired = servesPages(program) && (production || missingOidc.length < oidcNames.length);
  const names = [...(isOidcRequired ? missingOidc : []), ...(production ? missingSecrets(env, program) : [])];
  return names.map((name) => `${name} is missing: ${reasonsRequired[name]}.`);
}

/** What a demonstration makes for itself. A production that did so would sign as somebody else after its next start elsewhere. */
function missingSecrets(env: ParsedEnvironment, program: Program) {
  const required = {
    serve: secretsOfPagesAndWorker,
    web: ["AUTH_SECRET", "GATE_KEY"],
    worker: ["LEDGER_KEY"],
    migrate: [],
  } as const;
  const missing = required[program].filter((name) => env[name] === undefined);
  const isKeyMissing = program === "web" && env.LEDGER_KEY === undefined && env.LEDGER_VERIFIER_KEY === undefined;
  return isKeyMissing ? [...missing, "LEDGER_VERIFIER_KEY" as const] : missing;
}

const secretsOfPagesAndWorker = ["AUTH_SECRET", "LEDGER_KEY", "GATE_KEY"] as const;
const makeKey = "make one with `openssl genpkey -algorithm ed25519` and keep it";
const reasonOidcRequired = `sign-in needs ${oidcNames.join(", ")} together, or a demo (no DATABASE_URL, or WINDLASS_DEMO=1) with none of them`;
const reasonsRequired = {
  OIDC_ISSUER: reasonOidcRequired,
  OIDC_CLIENT_ID: reasonOidcRequired,
  OIDC_CLIENT_SECRET: reasonOidcRequired,
  AUTH_SECRET: "with DATABASE_URL set, sign-in needs a secret of at least 32 characters",
  LEDGER_KEY: `it signs the ledger's checkpoints, and a new key at each start would sign as somebody else; ${makeKey}, or set LEDGER_KEY_FILE to the ledger-key.pem of an earlier start`,
  GATE_KEY: `it signs what the gate answers, and pipelines know its public part; ${makeKey}, or set GATE_KEY_FILE to the gate-key.pem of an earlier start`,
  LEDGER_VERIFIER_KEY:
    "without LEDGER_KEY the web server needs its public part, which the worker prints when it starts",
};

/** Channels that are half set. */
function incompleteChannels(env: ParsedEnvironment): string[] {
  const { SLACK_BOT_TOKEN, SLACK_CHANNEL, SMTP_URL, MAIL_FROM } = env;
  const problems: string[] = [];
  if (SLACK_BOT_TOKEN && !SLACK_CHANNEL)
    problems.push("SLACK_CHANNEL is missing: SLACK_BOT_TOKEN needs the channel that the bot writes to.");
  if (SMTP_URL && !MAIL_FROM && installationKind(env) === "production")
    problems.push("MAIL_FROM is missing: with SMTP_URL set, e-mails need a sender.");
  return problems;
}

function insecureSettings({ OIDC_ISSUER, WINDLASS_IDP_PORT }: ParsedEnvironment): string[] {
  const issuer = new URL(OIDC_ISSUER ?? "https://unset");
  const safe = issuer.protocol === "https:" || loopbacks.includes(issuer.hostname) || WINDLASS_IDP_PORT !== undefined;
  return safe
    ? []
    : ["OIDC_ISSUER is not an https address: without https anybody on the network could sign in as anybody."];
}

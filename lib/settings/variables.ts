import type { environment } from "./environment";

/** Who reads a variable; `serve` is `migrate`, `web` and `worker` in one. */
type Reader = "migrate" | "roles" | "web" | "worker";

export type Variable = {
  readonly what: string;
  /** What holds where it is not set; left out where the schema has a default, or where nothing does. */
  readonly without?: string;
  readonly for: readonly Reader[];
  /** Can come from a file named by `NAME_FILE`. */
  readonly secret?: true;
};

const web = ["web"] as const;
const worker = ["worker"] as const;
const all = ["migrate", "web", "worker"] as const;

/** Every variable that people set, by the table of docs/operate/configuration.md that explains it. */
export const variableTables = {
  serving: {
    APP_URL: {
      what: "the address that people open, without a path; with https, cookies are `Secure`",
      without: "`http://localhost:` and the port",
      for: ["web", "worker"],
    },
    PORT: { what: "the port to listen on", for: web },
    HOST: { what: "the address to listen on", without: "127.0.0.1 in a demonstration, else 0.0.0.0", for: web },
    WEB_PROCESSES: {
      what: "how many processes serve pages: with more than two processors, up to one for each but one",
      for: web,
    },
    TRUSTED_PROXIES: {
      what: "how many proxies stand in front and write the true address into `X-Forwarded-For`; with 0, the address is the one that connects",
      for: web,
    },
    AUTH_SECRET: {
      what: "seals cookies and form drafts, at least 32 characters",
      without: "made in the data folder of a demonstration; in production the start refuses",
      for: web,
      secret: true,
    },
  },
  database: {
    DATABASE_URL: {
      what: "where the pages connect",
      without: "an embedded PostgreSQL in the data folder",
      for: all,
      secret: true,
    },
    READ_DATABASE_URL: {
      what: "a replica, for reports and exports, as the role of `DATABASE_URL`; waited for until it has what was recorded before",
      without: "`DATABASE_URL`",
      for: web,
      secret: true,
    },
    MIGRATE_DATABASE_URL: {
      what: "the owner, who migrates, backs up and restores",
      without: "`DATABASE_URL`",
      for: ["migrate"],
      secret: true,
    },
    SIGNIN_DATABASE_URL: {
      what: "the process that opens sessions",
      without: "`DATABASE_URL`",
      for: web,
      secret: true,
    },
    WORKER_DATABASE_URL: {
      what: "the ledger's worker and the notices', and who verifies",
      without: "`DATABASE_URL`",
      for: worker,
      secret: true,
    },
    ADMIN_DATABASE_URL: { what: "who makes the four roles", without: "`--admin`", for: ["roles"], secret: true },
    WINDLASS_DEMO: {
      what: "`1`: this database is a demonstration",
      without: "a given database is production",
      for: all,
    },
    WINDLASS_DATA_FOLDER: {
      what: "where the embedded database and the keys made here lie",
      without: "`.data` in the folder of the start",
      for: all,
    },
  },
  "sign-in": {
    OIDC_ISSUER: { what: "the identity provider, by https", without: "the demonstration's own", for: web },
    OIDC_CLIENT_ID: { what: "the client's name there", for: web },
    OIDC_CLIENT_SECRET: { what: "its secret", for: web, secret: true },
    OIDC_SCOPES: { what: "what is asked for", for: web },
    OIDC_GROUPS_CLAIM: { what: "the claim that holds the groups; a path such as `realm_access.roles` too", for: web },
    NODE_EXTRA_CA_CERTS: {
      what: "a file with the certificate of the issuer's authority, where Node does not know it; Node reads it at its start",
      without: "Node's own authorities",
      for: ["web", "worker"],
    },
    ROLE_GROUPS: { what: "which group gives which role", without: "the demonstration's groups", for: web },
  },
  keys: {
    LEDGER_KEY: {
      what: "the ed25519 key, in PEM, that signs the ledger's checkpoints",
      without: "made in `ledger-key.pem` in the data folder of a demonstration; in production the start refuses",
      for: worker,
      secret: true,
    },
    GATE_KEY: {
      what: "the ed25519 key, in PEM, that signs what the gate answers",
      without: "made in `gate-key.pem` in the data folder of a demonstration; in production the start refuses",
      for: web,
      secret: true,
    },
    LEDGER_KEY_REPLACES: {
      what: "the name of the key that `LEDGER_KEY` replaces on purpose, for the first start with the new one",
      without: "the start refuses another key than the one of the newest checkpoint",
      for: worker,
    },
    LEDGER_VERIFIER_KEY: {
      what: "the public part of `LEDGER_KEY`, for a web server apart from the worker; the worker prints it",
      without: "taken from `LEDGER_KEY`; the start refuses without both",
      for: web,
    },
    OUTSIDE_CHECKPOINT: {
      what: "where a checkpoint is kept outside the database: a file, which the worker writes, or an https address; the start compares the log with it: [backup.md](backup.md#an-older-backup-is-noticed)",
      without: "an older backup is not noticed",
      for: worker,
    },
    ACCEPT_LOST_EVENTS: {
      what: "how many events that this checkpoint counted may be missing, for one start",
      without: "the start refuses a log that lacks any",
      for: worker,
    },
  },
  notices: {
    SLACK_WEBHOOK_URL: { what: "an incoming webhook", without: "no Slack messages", for: worker, secret: true },
    SLACK_BOT_TOKEN: {
      what: "a bot with `chat:write`, instead: messages about a change form a thread",
      without: "`SLACK_WEBHOOK_URL`",
      for: worker,
      secret: true,
    },
    SLACK_CHANNEL: { what: "the bot's channel; required with `SLACK_BOT_TOKEN`", for: worker },
    SLACK_API_URL: { what: "where Slack's interface is", for: worker },
    SMTP_URL: {
      what: "the mail server: `smtps://user:password@mail.example.com`",
      without: "no e-mails",
      for: worker,
      secret: true,
    },
    WEBHOOK_ALLOWED_NETWORKS: {
      what: "private networks to which webhooks may send, separated by commas: `10.20.0.0/16,fd00:20::/32`; there by http, too",
      without: "public addresses alone",
      for: ["web", "worker"],
    },
    MAIL_FROM: {
      what: "the sender: `Windlass <windlass@example.com>`; required with `SMTP_URL` in production",
      for: worker,
    },
  },
  watching: {
    METRICS_TOKEN: {
      what: "what Prometheus sends to read `/metrics`, at least 16 characters",
      without: "there is no `/metrics`",
      for: web,
      secret: true,
    },
    LOG_FORMAT: {
      what: "`json`: an object a line; `text`: sentences for people, without a line for each request",
      without: "`text` in a demonstration, `json` in production",
      for: ["web", "worker"],
    },
  },
  installation: {
    ORGANISATION: { what: "your organisation's name, on each page and report and in sentences", for: all },
    SITE_TIMEZONE: { what: "the zone of the site, such as `Europe/Berlin`", for: all },
    SECURITY_CONTACT: {
      what: "who is told of a weakness, in `/.well-known/security.txt`: `mailto:security@example.com` or an https address",
      without: "there is no `/.well-known/security.txt`",
      for: web,
    },
    SECURITY_POLICY: {
      what: "the https address of your disclosure policy, in the same file",
      without: "the file names none",
      for: web,
    },
    WEEK_STARTS: {
      what: "the first day of the week in the calendar and the list: `monday`, `saturday` or `sunday`",
      for: web,
    },
  },
} as const satisfies Record<string, Record<string, Variable>>;

/** What the start command passes to the processes it starts. */
export const internalVariables = {
  WINDLASS_IDP_PORT: "the demonstration's identity provider",
  WINDLASS_ACTIONS: "the server actions of this build",
  WINDLASS_COMMIT: "the commit of this build",
  WINDLASS_SIGN_IN_ADDRESS: "where the process that opens sessions answers",
  WINDLASS_SIGN_IN_SECRET: "what it is called with",
} as const satisfies Partial<Record<keyof typeof environment.shape, string>>;

/** The variables of all tables. */
export const variables: readonly (readonly [name: string, variable: Variable])[] = Object.values<
  Readonly<Record<string, Variable>>
>(variableTables).flatMap((table) => Object.entries(table));

/** The variables that can come from a file. */
export const secretNames: readonly string[] = variables.flatMap(([name, { secret }]) => (secret ? [name] : []));

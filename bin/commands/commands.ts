import type { Command } from "./command";

type Listed = {
  /** How a clone calls it: `npm run <script>`. */
  readonly script: string;
  readonly summary: string;
  load(): Promise<{ command: Command }>;
};

/** Every command that a release brings, in the order of `windlass --help`. */
export const commands: Readonly<Record<string, Listed>> = {
  serve: {
    script: "start",
    summary: "migrates the database, serves pages and runs the workers",
    load: () => import("./serve"),
  },
  web: {
    script: "web",
    summary: "only serves pages",
    load: () => import("./web"),
  },
  worker: {
    script: "worker",
    summary: "runs the ledger and notification workers",
    load: () => import("./worker"),
  },
  migrate: {
    script: "db:migrate",
    summary: "migrates the database; --go-back returns to an older build",
    load: () => import("./migrate"),
  },
  roles: {
    script: "db:roles",
    summary: "makes the four database roles and the database, or prints the SQL",
    load: () => import("./roles"),
  },
  backup: {
    script: "backup",
    summary: "writes everything as of one moment into a file",
    load: () => import("./backup"),
  },
  restore: {
    script: "restore",
    summary: "fills an empty database from such a file, and checks it",
    load: () => import("./restore"),
  },
  verify: {
    script: "ledger:verify",
    summary: "verifies the whole ledger, or an exported file",
    load: () => import("./verify"),
  },
  replay: {
    script: "replay",
    summary: "rebuilds every record from its events and reports each difference from its row",
    load: () => import("./replay"),
  },
  health: {
    script: "health",
    summary: "asks the pages that are served on this machine whether they answer",
    load: () => import("./health"),
  },
  version: {
    script: "version:print",
    summary: "says which release this is",
    load: () => import("./version"),
  },
  seed: {
    script: "seed",
    summary: "loads a realistic history into a demonstration, through every rule",
    load: () => import("./seed"),
  },
  clock: {
    script: "clock",
    summary: "moves a demonstration's clock",
    load: () => import("./clock"),
  },
};

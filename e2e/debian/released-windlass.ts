import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { makeRelease } from "../../bin/release/release";
import { ShutdownHooks } from "../../bin/serve/shutdown-hooks";
import { providerEnvironment } from "./lemonldap";
import type { DebianRoot } from "./root";
import type { Services } from "./services";

const installed = "/opt/windlass";
const home = "/var/lib/windlass";

/** A release in the root, which nobody may write to, run by a person without rights with the Node of a major version. */
export class ReleasedWindlass {
  private child: ChildProcess | null = null;

  constructor(
    private readonly root: DebianRoot,
    private readonly services: Services,
    private readonly node: string,
  ) {}

  /** Makes a release and puts it into the root; the machine that runs it has neither npm nor its sources. */
  static async install(root: DebianRoot): Promise<void> {
    const folder = join(root.folder, installed);
    if (existsSync(folder)) root.run(["chmod", "-R", "u+w", installed]);
    await makeRelease(new ShutdownHooks(), folder);
    root.run(["chmod", "-R", "a-w,a+rX", installed]);
  }

  /** Puts a Node of that major version into the root, as npm's registry has it; returns where it is. */
  static installNode(root: DebianRoot, major: number): string {
    const path = `/opt/node-${major}`;
    const folder = join(root.folder, path);
    const target = join(folder, "node");
    if (existsSync(target)) return `${path}/node`;
    mkdirSync(folder, { recursive: true });
    if (Number(process.versions.node.split(".")[0]) === major) cpSync(process.execPath, target);
    else {
      const name = `node-linux-${process.arch}`;
      execFileSync("npm", ["install", "--no-save", "--no-package-lock", "--prefix", folder, `${name}@${major}`], {
        stdio: ["ignore", "ignore", "inherit"],
      });
      cpSync(join(folder, "node_modules", name, "bin/node"), target);
      rmSync(join(folder, "node_modules"), { recursive: true });
    }
    chmodSync(target, 0o755);
    return `${path}/node`;
  }

  /** Runs one of its commands to the end; returns what it prints on its standard output. */
  run(command: string, more = ""): string {
    return this.root.run(this.asWindlass(`${more} ${this.node} ${installed}/windlass ${command}`));
  }

  /** Starts a production, and waits until it is ready; returns how long that took, in milliseconds. */
  async start(): Promise<number> {
    const log = openSync(join(this.root.folder, home, "serve.log"), "a");
    const began = Date.now();
    const command = this.asWindlass(`set -a; . ${home}/environment; exec ${this.node} ${installed}/windlass serve`);
    this.child = spawn("chroot", [this.root.folder, ...command], { stdio: ["ignore", log, log] });
    const address = `http://127.0.0.1:${this.services.ports.web}/readyz`;
    for (const deadline = began + 60_000; !(await fetch(address).catch(() => null))?.ok; await pause(50))
      if (Date.now() > deadline || this.child.exitCode !== null) throw new Error(`It did not start:\n${this.log()}`);
    return Date.now() - began;
  }

  async stop(): Promise<void> {
    if (!this.child || this.child.exitCode !== null) return;
    const ended = once(this.child, "exit");
    this.child.kill("SIGTERM");
    await ended;
  }

  log(): string {
    return readFileSync(join(this.root.folder, home, "serve.log"), "utf8");
  }

  /** Makes the database's roles and the keys, and writes what a production is told by its environment. */
  prepare(): void {
    const { ports, app, portal, authority, adminUrl } = this.services;
    rmSync(join(this.root.folder, home, "serve.log"), { force: true });
    const addresses = this.run("roles", `ADMIN_DATABASE_URL=${adminUrl}`);
    for (const name of ["ledger", "gate"])
      this.root.run(this.asWindlass(`openssl genpkey -algorithm ed25519 > ${home}/${name}.pem`));
    const settings = {
      ...providerEnvironment(portal),
      PORT: String(ports.web),
      HOST: "127.0.0.1",
      APP_URL: app,
      TRUSTED_PROXIES: "1",
      AUTH_SECRET: "a secret of this test alone, long enough",
      LEDGER_KEY_FILE: `${home}/ledger.pem`,
      GATE_KEY_FILE: `${home}/gate.pem`,
      NODE_EXTRA_CA_CERTS: authority,
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name}='${value}'`);
    this.root.run(this.asWindlass(`cat > ${home}/environment`), `${addresses}\n${lines.join("\n")}\n`);
  }

  /** Without rights, and from a folder in which it may write nothing. */
  private asWindlass(command: string): readonly string[] {
    return ["setpriv", "--reuid=windlass", "--regid=windlass", "--clear-groups", "sh", "-c", `cd / && ${command}`];
  }
}

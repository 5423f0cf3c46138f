import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { DebianRoot } from "./root";

const hosts = { app: "changes.windlass.test", portal: "auth.windlass.test" } as const;

type Ports = { readonly web: number; readonly tls: number; readonly database: number };

/** What runs in the root besides Windlass: PostgreSQL, nginx with TLS, and the provider behind it. */
export class Services {
  private readonly running: ChildProcess[] = [];

  constructor(
    private readonly root: DebianRoot,
    readonly ports: Ports,
  ) {}

  readonly authority = "/etc/windlass-test/ca.pem";

  get app(): string {
    return `https://${hosts.app}:${this.ports.tls}`;
  }

  get portal(): string {
    return `https://${hosts.portal}:${this.ports.tls}`;
  }

  /** For an administrator of the database who may do anything. */
  get adminUrl(): string {
    return `postgres://postgres:admin@127.0.0.1:${this.ports.database}/postgres`;
  }

  async start(): Promise<void> {
    writeFileSync(this.path("etc/hosts"), `127.0.0.1 localhost ${Object.values(hosts).join(" ")}\n`);
    this.certify();
    await this.startPostgres();
    this.configureNginx();
    this.startProvider();
    this.startService("nginx", ["nginx", "-c", "/etc/windlass-test/nginx.conf", "-g", "daemon off;"]);
    await until(() => fetchStatus(`https://127.0.0.1:${this.ports.tls}/`), "nginx");
  }

  async stop(): Promise<void> {
    for (const child of this.running.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, "exit");
      // PostgreSQL would wait for its clients.
      child.kill("SIGINT");
      void pause(5_000, null, { ref: false }).then(() => child.kill("SIGKILL"));
      await ended;
    }
  }

  /** An authority of this test alone, and a certificate for both names. */
  private certify(): void {
    const script = `
      set -e; mkdir -p /etc/windlass-test; cd /etc/windlass-test
      openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj "/CN=An authority" -addext basicConstraints=critical,CA:TRUE
      openssl req -newkey rsa:2048 -nodes -keyout site.key -out site.csr -subj /CN=windlass.test
      printf 'subjectAltName=DNS:${hosts.app},DNS:${hosts.portal}' > names
      openssl x509 -req -in site.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out site.pem -days 2 -extfile names`;
    this.root.run(["sh", "-c", `(${script}) 2>/dev/null`]);
  }

  private async startPostgres(): Promise<void> {
    const [data, bin] = ["/var/lib/postgresql/windlass-test", "/usr/lib/postgresql/15/bin"];
    rmSync(this.path(data), { recursive: true, force: true });
    const initialize = `printf admin > /tmp/admin && ${bin}/initdb -D ${data} -U postgres -A scram-sha-256 --pwfile=/tmp/admin`;
    this.root.run(["su", "postgres", "-s", "/bin/sh", "-c", `cd / && ${initialize} > /dev/null`]);
    const options = `-p ${this.ports.database} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`;
    this.startService("postgres", [
      "setpriv",
      "--reuid=postgres",
      "--regid=postgres",
      "--clear-groups",
      `${bin}/postgres`,
      "-D",
      data,
      ...options.split(" "),
    ]);
    await until(
      async () =>
        this.root
          .run(["sh", "-c", `${bin}/pg_isready -h 127.0.0.1 -p ${this.ports.database} || true`])
          .includes("accepting"),
      "PostgreSQL",
    );
  }

  /** The configuration that the product's documents give, with this test's names; and Debian's own of the provider. */
  private configureNginx(): void {
    const certificate = "ssl_certificate /etc/windlass-test/site.pem; ssl_certificate_key /etc/windlass-test/site.key;";
    const app = readFileSync("deploy/nginx.conf", "utf8")
      .replaceAll(/ssl_certificate\S* .*;/g, "")
      .replace("listen 443 ssl;", `listen 127.0.0.1:${this.ports.tls} ssl; ${certificate}`)
      .replaceAll("changes.example.org", hosts.app)
      .replace("127.0.0.1:3000", `127.0.0.1:${this.ports.web}`);
    const portal = readFileSync(this.path("etc/lemonldap-ng/portal-nginx.conf"), "utf8")
      .replace("listen 80;", `listen 127.0.0.1:${this.ports.tls} ssl; ${certificate}`)
      .replace("listen [::]:80;", "")
      .replaceAll("auth.example.com", hosts.portal)
      .replace("fastcgi_param HTTP_HOST $host;", "fastcgi_param HTTP_HOST $http_host; fastcgi_param HTTPS on;");
    const whole = `user www-data; pid /run/windlass-test-nginx.pid; events {} http { access_log off; ${app}\n${portal}\n}`;
    writeFileSync(this.path("etc/windlass-test/nginx.conf"), whole);
  }

  private startProvider(): void {
    const folder = "/run/llng-fastcgi-server";
    rmSync(this.path("var/lib/lemonldap-ng/cache/lemonldap-ng-config"), { recursive: true, force: true });
    rmSync(this.path(folder), { recursive: true, force: true });
    mkdirSync(this.path(folder));
    this.root.run(["chown", "www-data", folder]);
    const socket = `${folder}/llng-fastcgi.sock`;
    this.startService("the provider", [
      "llng-fastcgi-server",
      "-u",
      "www-data",
      "-g",
      "www-data",
      "-s",
      socket,
      "-p",
      `${folder}/pid`,
      "--foreground",
    ]);
  }

  private startService(name: string, command: readonly string[]): void {
    const log = openSync(this.path(`var/log/windlass-test-${name.replaceAll(" ", "-")}.log`), "a");
    this.running.push(spawn("chroot", [this.root.folder, ...command], { stdio: ["ignore", log, log] }));
  }

  private readonly path = (path: string): string => join(this.root.folder, path);
}

const fetchStatus = (address: string): Promise<boolean> =>
  // A certificate of an unknown authority is an answer too.
  fetch(address).then(
    () => true,
    (error: { cause?: { code?: string } }) => error.cause?.code !== "ECONNREFUSED",
  );

/** Waits for a condition, for two minutes. */
async function until(isMet: () => Promise<boolean>, name: string): Promise<void> {
  for (const deadline = Date.now() + 120_000; !(await isMet()); await pause(200))
    if (Date.now() > deadline) throw new Error(`${name} did not start.`);
}

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where the root stands from one run to the next: making it takes minutes. */
const folder = "/var/tmp/windlass-debian-bookworm";

// What LemonLDAP::NG recommends and does not start without, because minimal systems leave recommendations out.
const ofTheProvider =
  "email-sender gd-securityimage gd string-random io-string convert-base32 crypt-openssl-bignum crypt-jwt mime-tools unicode-string"
    .split(" ")
    .map((name) => `lib${name}-perl`);
const packages = [
  "nginx-light",
  "postgresql-15",
  "openssl",
  "lemonldap-ng",
  "lemonldap-ng-fastcgi-server",
  ...ofTheProvider,
];

/** A bare Debian with PostgreSQL 15, nginx and LemonLDAP::NG beside nothing else: no npm, no compiler, no Node of its own. */
export class DebianRoot {
  readonly folder = folder;

  /** Why there can be none on this machine, or null. */
  static obstacle(): string | null {
    if (process.platform !== "linux" || process.getuid?.() !== 0) return "only root on Linux can make a Debian root";
    const installed = spawnSync("debootstrap", ["--version"]).status === 0;
    if (!installed && spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "debootstrap"]).status !== 0)
      return "debootstrap is not installed, and apt-get cannot install it";
    return null;
  }

  /** Makes it, or finds it; with the packages that are needed now. */
  static prepare(): DebianRoot {
    const root = new DebianRoot();
    const installed = join(folder, "windlass-packages");
    const isThere = existsSync(installed);
    if (!isThere) root.make();
    root.mount();
    if (isThere && readFileSync(installed, "utf8") === packages.join(" ")) return root;
    root.run(["apt-get", "update"]);
    const install = ["apt-get", "install", "-y", "--no-install-recommends", ...packages];
    root.run(["env", "DEBIAN_FRONTEND=noninteractive", ...install]);
    writeFileSync(installed, packages.join(" "));
    return root;
  }

  private make(): void {
    execFileSync("debootstrap", ["--variant=minbase", "--include=ca-certificates", "bookworm", folder], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    // No package may start its service: others on this machine may have the same ports.
    writeFileSync(join(folder, "usr/sbin/policy-rc.d"), "#!/bin/sh\nexit 101\n", { mode: 0o755 });
    this.run(["useradd", "--system", "--create-home", "--home-dir", "/var/lib/windlass", "windlass"]);
  }

  private mount(): void {
    for (const [kind, target] of [
      [["-t", "proc", "proc"], "proc"],
      [["--bind", "/dev"], "dev"],
    ] as const) {
      const path = join(folder, target);
      mkdirSync(path, { recursive: true });
      if (spawnSync("mountpoint", ["-q", path]).status !== 0) execFileSync("mount", [...kind, path]);
    }
  }

  /** What it says. */
  run(command: readonly string[], input?: string): string {
    return execFileSync("chroot", [folder, ...command], {
      encoding: "utf8",
      input,
      stdio: ["pipe", "pipe", "inherit"],
    });
  }
}

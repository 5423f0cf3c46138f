import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commands } from "@/bin/commands/commands";
import { knownVariables, secretVariables } from "./known-names";

const folder = "deploy/systemd";
const units = readdirSync(folder).filter((file) => file.endsWith(".service"));
const settings = (file: string) =>
  readFileSync(join(folder, file), "utf8")
    .split("\n")
    .flatMap((line) => {
      const [, name = "", value = ""] = /^(\w+)=(.*)$/.exec(line) ?? [];
      return name === "" ? [] : [{ name, value }];
    });
const valuesOf = (unit: string, name: string) =>
  settings(unit).flatMap((each) => (each.name === name ? [each.value] : []));

describe("the units", () => {
  it("are three, and start commands there are", () => {
    expect(units.sort()).toEqual(["windlass-migrate.service", "windlass-web.service", "windlass-worker.service"]);
    for (const unit of units) {
      const [command = ""] = valuesOf(unit, "ExecStart");
      expect(command).toMatch(/^\/usr\/bin\/node \/opt\/windlass\/windlass \w+$/);
      expect(Object.keys(commands)).toContain(command.split(" ").at(-1));
    }
  });

  it("take each secret from a credential of their own, and name variables there are", () => {
    for (const unit of units) {
      const credentials = valuesOf(unit, "LoadCredential").map((value) => value.split(":")[0]);
      const variables = valuesOf(unit, "Environment").map((value) => value.split("="));
      expect(variables.filter(([name = ""]) => !knownVariables.has(name))).toEqual([]);
      expect(variables.filter(([name = ""]) => secretVariables.includes(name))).toEqual([]);
      expect(variables.map(([, value]) => value).sort()).toEqual(credentials.map((name) => `%d/${name}`).sort());
    }
    const given = settings("windlass.env").map(({ name }) => name);
    expect(given.length).toBeGreaterThan(5);
    expect(given.filter((name) => !knownVariables.has(name) || secretVariables.includes(name))).toEqual([]);
  });

  it("are started again whenever they end", () => {
    for (const unit of ["windlass-web.service", "windlass-worker.service"])
      expect(valuesOf(unit, "Restart")).toEqual(["always"]);
  });
});

const analyze = "systemd-analyze";
const version = Number(
  /systemd (\d+)/.exec(spawnSync(analyze, ["--version"], { encoding: "utf8" }).stdout ?? "")?.[1] ?? 0,
);

/** From where a unit may be judged without being installed. */
const firstOffline = 250;

describe.skipIf(version < firstOffline || !existsSync("/usr/lib/systemd/system"))("systemd itself", () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "windlass-units-"));
    for (const path of ["etc/systemd/system", "usr/bin", "usr/lib/systemd"])
      mkdirSync(join(root, path), { recursive: true });
    cpSync(folder, join(root, "etc/systemd/system"), { recursive: true });
    cpSync("/usr/lib/systemd/system", join(root, "usr/lib/systemd/system"), {
      recursive: true,
      verbatimSymlinks: true,
    });
    writeFileSync(join(root, "usr/bin/node"), "#!/bin/sh\n");
    chmodSync(join(root, "usr/bin/node"), 0o755);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const ask = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(analyze, [...words, `--root=${root}`], { encoding: "utf8" });
    return { status, text: `${stdout}${stderr}` };
  };

  it("understands every line of them", () => {
    // It exits with 0 for a word that it does not know, but says so.
    for (const unit of units) expect(ask("verify", unit)).toEqual({ status: 0, text: "" });
    const dropIn = join(root, "etc/systemd/system/windlass-.service.d/odd.conf");
    writeFileSync(dropIn, "[Service]\nNoNewPriviledges=yes\n");
    expect(ask("verify", "windlass-web.service").text).toContain("NoNewPriviledges");
    rmSync(dropIn);
  });

  it("finds them little exposed: 1.4 of 10, where 5 is usual", () => {
    for (const unit of units)
      expect(ask("security", "--offline=true", "--no-pager", "--threshold=14", unit)).toMatchObject({ status: 0 });
    expect(ask("security", "--offline=true", "--no-pager", "--threshold=5", "windlass-web.service").status).not.toBe(0);
  });
});

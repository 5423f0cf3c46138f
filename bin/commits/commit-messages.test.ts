import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { commitWarnings, faultsOf } from "./commit-messages.mjs";

const why = "Nobody could tell why it was so.";

describe("a message", () => {
  it.each([
    "Add a list of sentences",
    "Need a reason for each cancellation",
    "Feed the calendar from one query",
    "Embed the typeface",
    "Bring the words of a page together",
    `Say ${"x".repeat(68)}`,
  ])("may say “%s”", (subject) => {
    expect(faultsOf(subject, why)).toEqual([]);
  });

  it.each([
    [`Say ${"ü".repeat(69)}`, ["has 73 characters, of which 72 are read"]],
    ["Add a list.", ["ends with a full stop"]],
    ["add a list", ["begins with a small letter"]],
    ["Added a list", ["begins with “Added”, which says what was done and not what it does"]],
    ["Adding a list", ["begins with “Adding”, which says what was done and not what it does"]],
    ["docs: say how.", ["ends with a full stop", "begins with a small letter"]],
  ])("is not as agreed when it says “%s”", (subject, faults) => {
    expect(faultsOf(subject, why)).toEqual(faults);
  });

  it("says why, beside what programs add", () => {
    const by = "Signed-off-by: A <a@example.com>";
    expect(faultsOf("Add a list", "")).toEqual(["has no body that says why"]);
    expect(faultsOf("Add a list", `\n${by}\n`)).toEqual(["has no body that says why"]);
    expect(faultsOf("Add a list", `${why}\n\n${by}`)).toEqual([]);
  });
});

describe("the template", () => {
  const template = readFileSync(new URL("../../.gitmessage", import.meta.url), "utf8");
  it("is comments alone, so that what nobody filled in is no message, with a ruler as long as a subject", () => {
    expect(template.split("\n").filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
    expect(template.split("\n")[1]).toMatch(/^# -{69}\|$/);
  });
});

describe("new commits", () => {
  const around = mkdtempSync(join(tmpdir(), "windlass-commits-"));
  afterAll(() => rmSync(around, { recursive: true, force: true }));

  const { GIT_DIR: _, GIT_INDEX_FILE: __, GIT_WORK_TREE: ___, ...outside } = process.env;
  const who = { GIT_AUTHOR_NAME: "A", GIT_AUTHOR_EMAIL: "a@b", GIT_COMMITTER_NAME: "A", GIT_COMMITTER_EMAIL: "a@b" };
  const env = { ...outside, ...who, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  let folder = around;
  const git = (...words: string[]) => execFileSync("git", words, { cwd: folder, env, encoding: "utf8", stdio: "pipe" });
  const commit = (subject: string, body = "") =>
    git("commit", "--quiet", "--allow-empty", "-m", subject, ...(body ? ["-m", body] : []));
  const subjects = () => commitWarnings(folder).map((line) => /“(.*)”/.exec(line)?.[1]);

  beforeEach(() => {
    folder = mkdtempSync(join(around, "of-"));
    git("init", "--quiet", "--initial-branch=main");
  });

  const addTemplate = () => {
    writeFileSync(join(folder, ".gitmessage"), "# Why\n");
    git("add", ".gitmessage");
    commit("added the template");
  };

  it("are named by what origin/main lacks, whatever stands there already", () => {
    commit("old ways");
    const remote = mkdtempSync(join(around, "remote-"));
    git("init", "--quiet", "--bare", remote);
    git("remote", "add", "origin", remote);
    git("push", "--quiet", "origin", "main");
    expect(commitWarnings(folder)).toEqual([]);
    commit("Add what is agreed", why);
    commit("fixed it");
    const [line, ...others] = commitWarnings(folder);
    expect(others).toEqual([]);
    expect(line).toMatch(/^[\da-f]{8} “fixed it” begins with a small letter, .*, and has no body that says why\.$/);
    git("checkout", "--quiet", "-b", "topic", "HEAD~1");
    expect(subjects()).toEqual([]);
  });

  it("are, without an upstream, the latest twenty since the template is there", () => {
    commit("old ways");
    expect(subjects()).toEqual([]);
    addTemplate();
    expect(subjects()).toEqual([]);
    for (let number = 1; number <= 25; number += 1) commit(`Commit ${number}`);
    expect(subjects()).toHaveLength(20);
    expect(subjects()[0]).toBe("Commit 25");
  });

  it("are none where there is no repository", () => {
    folder = mkdtempSync(join(around, "none-"));
    expect(commitWarnings(folder)).toEqual([]);
  });

  it("and merges of them are not named", () => {
    addTemplate();
    git("checkout", "--quiet", "-b", "topic");
    commit("Add what is agreed", why);
    git("checkout", "--quiet", "main");
    git("merge", "--quiet", "--no-ff", "-m", "merged it", "topic");
    expect(subjects()).toEqual([]);
  });
});

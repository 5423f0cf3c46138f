import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { bundleCommands } from "@/bin/release/bundle-commands";
import { startProgram } from "@/testing/client/run-client";
import { exitCodes, usage } from "./windlass-client.mjs";

const folder = mkdtempSync(join(tmpdir(), "windlass-release-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("a release runs the very file that people take alone", async () => {
  await bundleCommands(folder);
  expect(readFileSync("bin/release/release.ts", "utf8")).toContain('"bin/client"');
  cpSync("bin/client/windlass-client.mjs", join(folder, "bin/client/windlass-client.mjs"));
  const windlass = (...args: string[]) =>
    startProgram([process.execPath, join(folder, "bin/windlass.mjs"), ...args], {}, folder).ended;
  const alone = startProgram([join(folder, "bin/client/windlass-client.mjs"), "--help"], {}, folder).ended;
  expect(await windlass("run", "--help")).toEqual({ code: 0, output: `${usage}\n`, errors: "" });
  expect(await alone).toEqual({ code: 0, output: `${usage}\n`, errors: "" });
  const { code, errors } = await windlass("run", "CHG-1", "--", "true");
  expect([code, errors]).toEqual([exitCodes.usage, expect.stringContaining("WINDLASS_URL")]);
});

it("the guide repeats what --help says", () => {
  const indented = usage.replaceAll(/^(?=.)/gm, "    ");
  expect(readFileSync("docs/api/client.md", "utf8")).toContain(indented);
});

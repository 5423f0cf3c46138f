import { spawn } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";

const verifier = fileURLToPath(new URL("../bin/auditor/verify.mjs", import.meta.url));

export type Verdict = { readonly ok: boolean; readonly verdict: string; readonly output: string };

/** What bin/auditor/verify.mjs, run apart from us, says of an export. */
export async function verifyExport(
  text: string | Iterable<string> | AsyncIterable<string>,
  outside: { readonly checkpoint?: string; readonly key?: string } = {},
): Promise<Verdict> {
  const options = outside.key ? ["--key", outside.key] : [];
  if (outside.checkpoint) {
    const file = join(await mkdtemp(join(tmpdir(), "windlass-checkpoint-")), "checkpoint");
    await writeFile(file, outside.checkpoint);
    options.push("--checkpoint", file);
  }
  const child = spawn(process.execPath, [verifier, "-", ...options], { stdio: ["pipe", "pipe", "inherit"] });
  const output = Readable.from(child.stdout).reduce((all: string, one: Buffer) => all + one.toString(), "");
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  // A verifier that found the first break reads no further.
  await pipeline(Readable.from(typeof text === "string" ? [text] : text), child.stdin).catch(() => {});
  const ok = (await ended) === 0;
  return { ok, output: await output, verdict: (await output).trimEnd().split("\n").at(-1) ?? "" };
}

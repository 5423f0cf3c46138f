import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const clientFile = fileURLToPath(new URL("../../bin/client/windlass-client.mjs", import.meta.url));

type Ran = { readonly code: number | null; readonly output: string; readonly errors: string };
export type RunningClient = {
  readonly child: ChildProcess;
  /** What it wrote to standard error until now. */
  readonly errors: () => string;
  readonly ended: Promise<Ran>;
};

/** Starts a program with these variables beside the machine's own. */
export function startProgram(
  [file = "", ...args]: readonly string[],
  variables: Readonly<Record<string, string>>,
  cwd: string,
): RunningClient {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, NODE_ENV: "test" as const, ...variables };
  const child = spawn(file, args, { env, cwd, stdio: ["ignore", "pipe", "pipe"] });
  const written = { output: "", errors: "" };
  child.stdout.on("data", (text: Buffer) => {
    written.output += text;
  });
  child.stderr.on("data", (text: Buffer) => {
    written.errors += text;
  });
  const ended = once(child, "close").then(([code]) => ({ code, ...written }));
  return { child, errors: () => written.errors, ended };
}

/** Starts the client; a command is `sh -c` of a text where one is given. */
export const startClient = (
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
  cwd: string,
): RunningClient => startProgram([process.execPath, clientFile, ...args], variables, cwd);

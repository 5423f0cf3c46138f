import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Runs a command of the product as a process of its own, with these variables and no others of the product's. One that runs until it is
 * ended is ended by a signal once it has said `until`.
 */
export async function runCommand(
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
  until?: string,
): Promise<{ code: number | null; output: string; errors: string }> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, NODE_ENV: "test" as const, ...variables };
  const child = spawn(process.execPath, ["--import", "tsx", "bin/windlass.ts", ...args], { env });
  const written = { output: "", errors: "" };
  child.stderr.on("data", (text: Buffer) => {
    written.errors += text;
  });
  child.stdout.on("data", (text: Buffer) => {
    written.output += text;
    if (until && written.output.includes(until)) child.kill("SIGTERM");
  });
  const [code] = await once(child, "close");
  return { code, ...written };
}

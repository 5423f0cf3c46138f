import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** Runs a command of the product as a process of its own, with these variables and no others of the product's. */
export async function runCommand(
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<{ code: number | null; output: string; errors: string }> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, NODE_ENV: "test" as const, ...variables };
  const child = spawn(process.execPath, ["--import", "tsx", "bin/windlass.ts", ...args], { env });
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code, output, errors };
}

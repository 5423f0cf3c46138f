import { readdirSync, readFileSync } from "node:fs";

export type Process = { readonly pid: number; readonly command: string; readonly environment: string };

/** Linux only. */
export function descendantsOf(pid: number): Process[] {
  const children = processIds().filter((each) => parentOf(each) === pid);
  return children.flatMap((child) => [toProcess(child), ...descendantsOf(child)]);
}

export const isRunning = (pid: number): boolean => read(pid, "cmdline") !== "";

const processIds = () =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

const toProcess = (pid: number) => ({ pid, command: read(pid, "cmdline"), environment: read(pid, "environ") });

// After the name, which may hold anything, come the state and the parent.
const parentOf = (pid: number) => Number(read(pid, "stat").split(") ").at(-1)?.split(" ")[1]);

function read(pid: number, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, "utf8");
  } catch {
    return "";
  }
}

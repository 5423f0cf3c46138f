import { spawn } from "node:child_process";

// The guard starts the program and reads a pipe from this process. When the pipe closes, even after kill -9, it ends the program by
// the given signal, or the whole process group, after five seconds by force.
const guard = `
exec 3<&0 </dev/null
whom=$1 signal=$2
shift 2
"$@" 3<&- &
child=$!
(
  trap '' TERM INT HUP
  read -r _ <&3
  [ "$whom" = program ] && exec kill -s "$signal" "$child"
  kill -s "$signal" 0
  sleep 5
  kill -s KILL 0
) &
watch=$!
exec 3<&-
wait "$child"
code=$?
kill -s KILL "$watch" 2>/dev/null
exit "$code"`;

/**
 * Starts a program that ends with this process, however that ends; `end` stops it. Its standard input belongs to the guard.
 * @param {string} program
 * @param {readonly string[]} words
 * @param {Omit<import("node:child_process").SpawnOptions, "signal"> & { whom?: "program" | "group", ending?: string }} options
 * @returns {{ child: import("node:child_process").ChildProcess, end: () => void }}
 */
export function spawnGuarded(program, words, { whom = "group", ending = "TERM", ...options }) {
  const stdio = Array.isArray(options.stdio) ? options.stdio.slice(1) : ["inherit", "inherit"];
  const isWindows = process.platform === "win32";
  const [command, given] = isWindows
    ? [program, [...words]]
    : ["/bin/sh", ["-c", guard, "sh", whom, ending, program, ...words]];
  // A process group of its own: Ctrl-C reaches only this process, which then stops its children in order.
  const child = spawn(command, given, { ...options, stdio: ["pipe", ...stdio], detached: !isWindows });
  child.stdin?.on("error", () => {});
  const end = () => void (isWindows ? child.kill() : child.stdin?.end());
  return { child, end };
}

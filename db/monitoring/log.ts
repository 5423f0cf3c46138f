import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from "pino";
import { DatabaseError } from "@/db/connection/database-error";
import { consoleText } from "@/lib/monitoring/console-text";
import { describeError, describeErrorAsText } from "@/lib/monitoring/describe-error";
import type { LogFormat } from "@/lib/settings/environment";
import { currentRequest } from "./request-context";

/** The parts of the product that write lines. */
export type Component = "start" | "web" | "sign-in" | "worker";

type Level = "info" | "warn" | "error";

declare global {
  // One for all bundles of a process; null: sentences for people.
  var windlassLog: Logger | null | undefined;
}

const levelsByMethod = { log: "info", info: "info", debug: "info", warn: "warn", error: "error" } as const;
const writeBy = { info: console.log, warn: console.warn, error: console.error };

/**
 * From now on this process logs as `component`: one JSON object a line, or sentences for people. What is written by
 * `console` becomes such a line too, whoever writes it, and of an error the class, the code and the place.
 */
export function openLog(component: Component, format: LogFormat, output: DestinationStream = standardOutput()): void {
  globalThis.windlassLog = format === "json" ? jsonLog(component, output) : null;
  for (const [method, level] of Object.entries(levelsByMethod))
    Object.assign(console, { [method]: (...words: unknown[]) => logConsole(level, words) });
}

// Written at once, so that no line of a process that is killed is missing.
const standardOutput = (): DestinationStream => destination({ fd: 1, sync: true });

const jsonLog = (component: Component, output: DestinationStream): Logger =>
  pino(
    {
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      mixin: () => ({ component, pid: process.pid, ...requestFields() }),
    },
    output,
  );

function requestFields() {
  const request = currentRequest();
  return request && { requestId: request.id };
}

/** Writes a line with those fields, where lines are JSON: sentences for people leave out what only machines count. */
export const logFields = (fields: Readonly<Record<string, unknown>>, message: string, level: Level = "info"): void =>
  globalThis.windlassLog?.[level](fields, message);

/** Reports what a person has to look at, on behalf of another component that runs in this process. */
export const reportAs =
  (component: Component) =>
  (sentence: string): void => {
    if (globalThis.windlassLog) globalThis.windlassLog.error({ component }, sentence);
    else writeBy.error(sentence);
  };

function logConsole(level: Level, words: readonly unknown[]): void {
  const text = words.filter((word) => typeof word !== "object" || word === null).join(" ");
  const errors = words.filter((word) => word instanceof Error);
  const log = globalThis.windlassLog;
  if (!log) {
    writeBy[level]([text, ...errors.map(errorText)].join(" "));
    return;
  }
  const [error] = errors;
  const fields = error ? describeError(error, isRedacted(error)) : {};
  const lines = consoleText(text)
    .split("\n")
    .filter((line) => line.trim() !== "");
  for (const line of lines.length > 0 ? lines : ["An error without words."]) log[level](fields, line);
}

const errorText = (error: Error): string => describeErrorAsText(error, isRedacted(error));

/** Our own error of a failed query holds no posted text (`db/connection/connect.ts`). */
const isRedacted = (error: Error): boolean => error instanceof DatabaseError;

import { Logger } from "graphile-worker";

/** Logs only errors of the queue's runner, and only their first line: no job, no payload, no stack. */
export const errorsOnly = (say: (message: string) => void): Logger =>
  new Logger(() => (level, message) => {
    if (level === "error") say(message.split("\n")[0] ?? "");
  });

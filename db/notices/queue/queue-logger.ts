import { Logger } from "graphile-worker";

/** The queue's runner speaks only of errors, in their first line alone: no job, no payload, no stack. */
export const errorsOnly = (say: (words: string) => void): Logger =>
  new Logger(() => (level, message) => {
    if (level === "error") say(message.split("\n")[0] ?? "");
  });

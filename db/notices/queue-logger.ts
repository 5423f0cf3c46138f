import { Logger } from "graphile-worker";

/** The queue's runner speaks only of errors, in their words alone: no job, no payload. */
export const errorsOnly = (say: (words: string) => void): Logger =>
  new Logger(() => (level, message) => {
    if (level === "error") say(message);
  });

/** Says how far a long work is: on a terminal in one line that is rewritten, in a log by a line now and then. */
export type Progress = {
  /** `done` of `total`, in any unit that grows evenly. */
  update(done: number, total: number): void;
  /** Ends the line, so that the next sentence has its own. */
  end(): void;
};

type Output = Pick<NodeJS.WriteStream, "write"> & { isTTY?: boolean };

const intervalsMs = { terminal: 200, log: 10_000 };

/** Starts to say how far `what` is, to standard error, because standard output may be what is asked for. */
export function startProgress(what: string, output: Output = process.stderr, now = () => performance.now()): Progress {
  const intervalMs = output.isTTY ? intervalsMs.terminal : intervalsMs.log;
  const began = now();
  let saidAt = began;
  let hasLine = false;
  return {
    update(done, total) {
      const at = now();
      if (at - saidAt < intervalMs) return;
      saidAt = at;
      const words = progressSentence(what, done, total, at - began);
      output.write(output.isTTY ? `\r\u001b[K${words}` : `${words}\n`);
      hasLine = output.isTTY === true;
    },
    end() {
      if (hasLine) output.write("\r\u001b[K");
      hasLine = false;
    },
  };
}

/** How far it is, and how long it takes if it goes on like this. */
export function progressSentence(what: string, done: number, total: number, passedMs: number): string {
  const share = total > 0 ? Math.min(done / total, 1) : 0;
  const left = share > 0.01 ? `, ${durationWords((passedMs / share) * (1 - share))} left` : "";
  return `${what}: ${Math.floor(share * 100)} %${left}`;
}

/** A duration as people say it, rounded to what they would: 8 s, 12 min, 3 h. */
export function durationWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 100) return `${seconds} s`;
  if (seconds < 100 * 60) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}

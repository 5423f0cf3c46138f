const everyMs = 200;

/**
 * Calls back when npm, which started this process, is gone: npm passes SIGTERM on to its shell, which ends without
 * telling anybody. Started in another way, nobody's end is watched for.
 */
export function whenNpmIsGone(callback: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    callback();
  }, everyMs);
  watch.unref();
}

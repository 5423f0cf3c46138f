/** What a log line says of an error. */
type ErrorDescription = {
  readonly error: string;
  readonly code?: string;
  readonly reason?: string;
  readonly cause?: string;
  /** Where it was thrown: functions and files, the innermost first. */
  readonly at?: readonly string[];
};

const maxFrames = 8;
const codePattern = /^[A-Z][A-Z0-9_]{1,60}$|^[0-9A-Z]{5}$/;

/**
 * An error as the log may have it: its class, its code and where it was thrown. Its message may repeat what somebody posted, so
 * that it is left out, unless `isRedacted` says that it holds our own words alone, or it is one of the engine's about the program.
 */
export function describeError(error: unknown, isRedacted = false): ErrorDescription {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = codeOf(error);
  const cause = error.cause instanceof Error ? (codeOf(error.cause) ?? nameOf(error.cause)) : undefined;
  const at = framesOf(error);
  return {
    error: nameOf(error),
    ...(code && { code }),
    ...((isRedacted || isAboutProgram(error.message)) && { reason: error.message }),
    ...(cause && { cause }),
    ...(at.length > 0 && { at }),
  };
}

/** The same as text, for a terminal. */
export function describeErrorAsText(error: unknown, isRedacted = false): string {
  const { error: name, code, reason, cause, at = [] } = describeError(error, isRedacted);
  const head = [name, code && `(${code})`, reason && `${reason}`, cause && `because of ${cause}`]
    .filter(Boolean)
    .join(" ");
  return [head, ...at.map((frame) => `    ${frame}`)].join("\n");
}

const nameOf = ({ name }: Error): string => (/^\w{1,60}$/.test(name) ? name : "Error");

function codeOf(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" && codePattern.test(error.code) ? error.code : undefined;
}

// The stack begins with the message, which may look like a frame.
function framesOf({ stack = "", message }: Error): readonly string[] {
  const start = stack.indexOf(message);
  const frames = stack.slice(start < 0 ? 0 : start + message.length).split("\n");
  return frames
    .map((line) => line.trim())
    .filter((line) => line.startsWith("at "))
    .slice(0, maxFrames);
}

/** What the engine says of a mistake in the program: names of the source, and no values. */
const isAboutProgram = (message: string): boolean =>
  /^Cannot (read|set) properties of (undefined|null)( \((reading|setting) '[\w$]{1,60}'\))?$/.test(message) ||
  /^[\w$.]{1,100} is not (a function|defined|iterable|a constructor)$/.test(message) ||
  /^(fetch failed|The operation was aborted due to timeout)$/.test(message);

/**
 * People, roles, delegations, clients and systems as of a version and a time of the database. Every session is read with both
 * (`resolve_session`), which costs no statement: a key that is read with each request is never older than that request, also
 * after a step of this process, where a notification would arrive some moments later.
 */
type ReferenceMoment = { readonly version: number; readonly now: Date };

declare global {
  // One for all bundles of the server.
  var windlassReferenceMoment: ReferenceMoment | undefined;
  var windlassLostConnections: number | undefined;
}

/** Notes the version and the time that a session was read with. */
export function noteReferenceMoment(moment: ReferenceMoment): void {
  globalThis.windlassReferenceMoment = moment;
}

/** Drops all that is kept: behind a lost connection may be a database of earlier days, or another one, with the same version. */
export function dropReferenceData(): void {
  globalThis.windlassLostConnections = lostConnections() + 1;
}

const lostConnections = (): number => globalThis.windlassLostConnections ?? 0;

/** What was read, and until when it holds if nothing changes (ISO in UTC); null for ever. */
type ReferenceData<Value> = { readonly value: Value; readonly until: string | null };

type Cached<Value> = {
  readonly moment: ReferenceMoment;
  readonly lost: number;
  readonly reading: Promise<ReferenceData<Value>>;
};

/**
 * Keeps what `read` returns in memory while it holds: for the version of the latest session, and until its own end. It is read
 * after the version was, so it may be newer than its version, never older. Without a session it is read at each call.
 */
export function cacheReferenceData<Value>(read: () => Promise<ReferenceData<Value>>): () => Promise<Value> {
  let cached: Cached<Value> | null = null;
  return async () => {
    const moment = globalThis.windlassReferenceMoment;
    if (!moment) return (await read()).value;
    const isCurrent = cached?.lost === lostConnections() && isOf(cached.moment, moment);
    const known = isCurrent ? await cached?.reading.catch(() => null) : null;
    if (known && !isOver(known, moment)) return known.value;
    const reading = read();
    cached = { moment, reading, lost: lostConnections() };
    return (await reading).value;
  };
}

// A demonstration's clock may be moved back; sessions of the same moment may be noted in another order than they were read.
const isOf = (cachedAt: ReferenceMoment, { version, now }: ReferenceMoment) =>
  cachedAt.version === version && cachedAt.now.getTime() - now.getTime() < 60_000;

const isOver = ({ until }: ReferenceData<unknown>, { now }: ReferenceMoment) =>
  until !== null && now.getTime() >= Date.parse(until);

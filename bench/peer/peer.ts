import { readFile } from "node:fs/promises";
import { counted } from "../cpu/counted";
import { load, requestsFor } from "../load";
import { alignColumns, type Speed, speedOf } from "../rows";
import { parseAddresses } from "./addresses";

type PeerOptions = {
  readonly addresses: string;
  /** A file that holds the `Cookie` header to send. */
  readonly cookie?: string;
  /** The processes under which all of the peer runs, its database too; none: its CPU time is not counted. */
  readonly pids: readonly number[];
  readonly clients: readonly number[];
  readonly seconds: number;
};
type PeerMeasurement = { readonly what: string; readonly clients: number; readonly speed: Speed };

/** Asks each address of another product, after a second that warms it up: how many answers a second, how large, and what they cost it. */
export async function benchPeer({
  addresses,
  cookie,
  pids,
  clients,
  seconds,
}: PeerOptions): Promise<PeerMeasurement[]> {
  const header = cookie === undefined ? undefined : (await readFile(cookie, "utf8")).trim();
  const measurements: PeerMeasurement[] = [];
  for (const { what, url } of parseAddresses(await readFile(addresses, "utf8")))
    for (const each of clients) {
      const ask = (length: number) => load(requestsFor(length, [{ url, cookie: header }]), each, isFound(url));
      await ask(1);
      measurements.push({ what, clients: each, speed: speedOf([await counted(pids, () => ask(seconds))]) });
    }
  return measurements;
}

const isFound =
  (url: string) =>
  ({ status }: { status: number }) => {
    if (status !== 200) throw new Error(`${url} was answered ${status}.`);
  };

/** A peer's answers as a table of plain text; times are milliseconds. */
export const tableOfPeer = (measurements: readonly PeerMeasurement[]): string =>
  alignColumns([
    ["peer", "clients", "/s", "p50", "p95", "KB", "CPU"],
    ...measurements.map(({ what, clients, speed }) => [
      what,
      String(clients),
      speed.perSecond.toFixed(speed.perSecond < 10 ? 1 : 0),
      speed.p50.toFixed(1),
      speed.p95.toFixed(1),
      speed.kilobytes.toFixed(1),
      Number.isNaN(speed.cpuMs) ? "" : speed.cpuMs.toFixed(1),
    ]),
  ]);

import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { compareWithCheckpoint, newestNote } from "@/db/backup/missing-events";
import { eventsAreMissing, logIsAnother, nothingToCompare, parseCheckpoint } from "@/lib/ledger/outside-checkpoint";
import type { Settings } from "@/lib/settings/settings";

type OutsideSettings = Pick<Settings, "outsideCheckpoint" | "acceptedLoss">;
type Report = (sentence: string) => void;

const timeoutMs = 10_000;
const maxLength = 10_000;

/**
 * Refuses to start on a log (`url` is the worker's) that lacks events which the checkpoint kept elsewhere counted, unless their
 * number is accepted; then the file gets the newest checkpoint of what is left. Where there is nothing to compare, it says so.
 */
export async function refuseLostEvents(
  { outsideCheckpoint: place, acceptedLoss }: OutsideSettings,
  url: string,
  report: Report,
): Promise<void> {
  if (place === null) return;
  const outside = await readOutside(place, report);
  if (!outside) return;
  const log = await compareWithCheckpoint(url, outside);
  if (log.contains) return;
  if (log.missing === 0) throw new Error(logIsAnother(place, outside));
  if (log.missing !== acceptedLoss) throw new Error(eventsAreMissing(place, outside, log.missing));
  const note = await newestNote(url);
  if (note !== null) await checkpointWriter(place, report)?.(note);
}

/** What writes each new checkpoint to the file that is configured; undefined for none, and for an address. */
export function checkpointWriter(place: string | null, report: Report): ((note: string) => Promise<void>) | undefined {
  if (place === null || isAddress(place)) return undefined;
  let hasFailed = false;
  return async (note) => {
    try {
      await mkdir(dirname(place), { recursive: true });
      await writeFile(`${place}.part`, note);
      await rename(`${place}.part`, place);
      hasFailed = false;
    } catch (error) {
      // Checkpoints are signed all the same; said once, until it works again.
      if (!hasFailed)
        report(`The checkpoint cannot be kept at ${place}: ${error instanceof Error ? error.message : error}`);
      hasFailed = true;
    }
  };
}

const isAddress = (place: string): boolean => place.startsWith("https://");

async function readOutside(place: string, report: Report) {
  try {
    if (!isAddress(place) && !existsSync(place)) throw new Error("there is none yet");
    const outside = parseCheckpoint(isAddress(place) ? await fetchText(place) : await readFile(place, "utf8"));
    if (!outside) throw new Error("what is there is no checkpoint");
    return outside;
  } catch (error) {
    report(nothingToCompare(place, error instanceof Error ? error.message : String(error)));
    return null;
  }
}

async function fetchText(address: string): Promise<string> {
  const response = await fetch(address, { signal: AbortSignal.timeout(timeoutMs), redirect: "error" });
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  return (await response.text()).slice(0, maxLength);
}

import { statfsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { freemem, tmpdir } from "node:os";
import { join } from "node:path";
import type { Installed } from "@/db/embedded/start-embedded";

/** The PostgreSQL whose folder TEST_POSTGRES names; it sorts by a language's rules, as one that somebody else set up may do. */
export function installedPostgres(): Installed | undefined {
  const folder = process.env.TEST_POSTGRES;
  return folder ? { folder, locale: ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en"] } : undefined;
}

// A test cluster with its log takes a tenth; Chromium wants most of the rest.
const roomBytes = 6_000_000_000;

/** A new folder for a throw-away database: in memory where there is room, so that no commit waits for a disk. */
export const temporaryFolder = (prefix: string): Promise<string> =>
  mkdtemp(join(hasRoom("/dev/shm") ? "/dev/shm" : tmpdir(), prefix));

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return Math.min(bavail * bsize, freemem()) > roomBytes;
  } catch {
    return false;
  }
}

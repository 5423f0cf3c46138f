import journal from "@/db/migrations/meta/_journal.json";
import { type BuildInfo, unknownCommit } from "@/lib/monitoring/build-info";
import { version } from "@/package.json";

/** The build of this process; `commit` as the start command names it. */
export const buildInfo = (commit: string | null): BuildInfo => ({
  version,
  commit: commit ?? unknownCommit,
  node: process.versions.node,
  migration: journal.entries.at(-1)?.tag ?? "",
});

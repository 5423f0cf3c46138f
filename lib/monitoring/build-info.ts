/** Which build runs: its version and commit, the version of Node, and the last migration that it knows. */
export type BuildInfo = {
  readonly version: string;
  readonly commit: string;
  readonly node: string;
  readonly migration: string;
};

/** The commit of a build that nobody named. */
export const unknownCommit = "unknown";

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./testing/longest-first";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const alias = { "@secretlint/profiler": here("app/_request/no-profiler.ts"), "@": here(".") };
const cluster = "testing/cluster.ts";
// Read through the alias, too: as `next.config.ts` has it.
const secretlint = [/@secretlint\/core/];

export default defineConfig({
  test: {
    // Limits are for what hangs: ten times what a quiet machine takes, because a test may share its machine.
    // For two cores: a test waits for PostgreSQL half of the time, and now and then both of them wait for a lock or a clock.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // postgres 3.4.9 throws this from a timer when a connection dies in a transaction (porsager/postgres#1208); db/connection/pool.ts lives with it.
    onUnhandledError: ({ message }) => message !== "Cannot read properties of null (reading 'write')",
    projects: [
      // Milliseconds, no database. Rules keep nothing between two tests (lib/rooms.test.ts), so that files share their modules.
      {
        resolve: { alias },
        test: {
          name: "lib",
          include: ["lib/**/*.test.{ts,tsx}"],
          isolate: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          server: { deps: { inline: secretlint } },
        },
      },
      // The same for what reads its environment, whose tests replace modules.
      {
        resolve: { alias },
        test: {
          name: "app",
          include: ["{app,bin,bench,components,deploy,docs}/**/*.test.{ts,tsx}"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          server: { deps: { inline: secretlint } },
        },
      },
      // A throw-away PostgreSQL for all, a database of its own for each file.
      {
        resolve: { alias },
        test: {
          name: "db",
          include: ["db/**/*.test.ts"],
          globalSetup: cluster,
          setupFiles: "testing/reads/checked-rows.ts",
          testTimeout: 1_800_000,
          hookTimeout: 1_800_000,
          // As in the browser: what fails twice has failed. Races and killed connections meet a busy machine.
          retry: 1,
        },
      },
      // Hours of luck in minutes; outside `npm test`.
      {
        resolve: { alias },
        test: {
          name: "long",
          include: ["db/**/*.long.ts"],
          globalSetup: cluster,
          testTimeout: 3_600_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});

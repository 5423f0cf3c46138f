import { availableParallelism } from "node:os";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import { databaseUrls } from "@/lib/settings/database-urls";
import { openPool, withPreparedStatements } from "./pool";
import { dropReferenceData } from "./reference-data";

declare global {
  // A hot reload runs this module again; the pools outlive it so that it leaves no connections behind.
  var windlassPools:
    | {
        app?: Sql;
        pages?: Sql;
        drizzle?: PostgresJsDatabase;
        unprepared?: PostgresJsDatabase;
        exports?: PostgresJsDatabase;
        signin?: Sql;
        gate?: PostgresJsDatabase;
      }
    | undefined;
}

/**
 * How many connections the pages have, and their sessions: twice as many as there are processors, because more statements at
 * once only wait for each other, and because each new connection pays some 50 ms until it knows the tables, the functions and
 * the plans of a step. Several web processes (WEB_PROCESSES) share that number. Between 4, so that a slow report leaves room
 * for other pages, and 16, so that all pools of the product stay below the 80 connections of the embedded database
 * (`db/embedded/server-options.ts`).
 */
export const poolSize = Math.min(
  16,
  Math.max(4, Math.ceil((2 * availableParallelism()) / Number(process.env.WEB_PROCESSES || 1))),
);

/** The most connections of each pool of the web server, by the name that PostgreSQL knows it by after `windlass`. */
export const poolSizes = { session: poolSize, app: poolSize, exports: 3, gate: 3 } as const;

/** The pages' database as drizzle sees it, as role windlass_app. Opened at first use. */
export function appDb(): PostgresJsDatabase {
  const pools = globalPools();
  pools.drizzle ??= drizzle({ client: withPreparedStatements(pagesPool()) });
  return pools.drizzle;
}

/** The same without prepared statements, for searches: the best plan depends on how common the word is. */
export function searchDb(): PostgresJsDatabase {
  const pools = globalPools();
  pools.unprepared ??= drizzle({ client: pagesPool() });
  return pools.unprepared;
}

/** The same for exports, which take longer than a page: connections of their own, so that no page waits for them. */
export function exportDb(): PostgresJsDatabase {
  const pools = globalPools();
  pools.exports ??= drizzle({
    client: openPool(databaseUrls(process.env).app, { name: "windlass exports", max: poolSizes.exports }),
  });
  return pools.exports;
}

/** The pages' database as plain SQL, as role windlass_app. Opened at first use. */
export function appSql(): Sql {
  const pools = globalPools();
  pools.app ??= openPool(databaseUrls(process.env).app, {
    // The mark tells a later start whether it shares AUTH_SECRET with this process (db/install/start-problems.ts).
    name: ["windlass session", process.env.WINDLASS_SECRET_MARK].filter(Boolean).join(" "),
    max: poolSizes.session,
    onLost: dropReferenceData,
  });
  return pools.app;
}

/** For the deploy gate, as role windlass_app: connections of its own, so that pipelines do not wait for pages. Opened at first use. */
export function gateDb(): PostgresJsDatabase {
  const pools = globalPools();
  pools.gate ??= drizzle({
    client: withPreparedStatements(
      openPool(databaseUrls(process.env).app, { name: "windlass gate", max: poolSizes.gate }),
    ),
  });
  return pools.gate;
}

/** The sign-in callback's database, as role windlass_signin; nothing else may use it. */
export function signinSql(): Sql {
  const pools = globalPools();
  pools.signin ??= openPool(databaseUrls(process.env).signin, { name: "windlass sign-in", max: 2 });
  return pools.signin;
}

// A client of its own: drizzle changes the parsers of the client it is given.
function pagesPool(): Sql {
  const pools = globalPools();
  pools.pages ??= openPool(databaseUrls(process.env).app, { name: "windlass app", max: poolSizes.app });
  return pools.pages;
}

function globalPools() {
  globalThis.windlassPools ??= {};
  return globalThis.windlassPools;
}

import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import type { FilledProduct } from "./filled-product";

/** The statements of the pages' role, and their total milliseconds in PostgreSQL. */
export type StatementStats = { readonly queries: number; readonly ms: number; readonly logged: readonly string[] };

/** PostgreSQL logs every statement while `work` runs; its argument returns those of one part of it. */
export async function withStatementLog<T>(
  { product, superuser }: FilledProduct,
  work: (statementsOf: (part: () => Promise<unknown>) => Promise<StatementStats>) => Promise<T>,
): Promise<T> {
  const sql = postgres(superuser, { max: 1, onnotice: () => {} });
  const log = join(product.folder, "postgres.log");
  const set = async (value: string) => {
    await sql.unsafe(`alter system set log_min_duration_statement = ${value}`);
    await sql`alter system set log_parameter_max_length = 0`;
    await sql`select pg_reload_conf()`;
    await pause(300);
  };
  await set("0");
  try {
    return await work(async (part) => {
      const from = (await stat(log)).size;
      await part();
      await pause(30);
      return parseStatements(await tail(log, from));
    });
  } finally {
    await set("-1");
    await sql.end();
  }
}

// Further lines of a statement begin with a tab.
const statementLine =
  /^\d{4}-[^\n]*? \[\d+\] windlass_app ([^\n]*?) LOG: {2}duration: ([\d.]+) ms {2}(\w+)([^\n]*(?:\n\t[^\n]*)*)/gm;

function parseStatements(log: string): StatementStats {
  const lines = [...log.matchAll(statementLine)].filter(([, , , , words]) => !words?.endsWith(": select 1"));
  const run = lines.filter(([, , , kind]) => kind === "execute" || kind === "statement");
  const ms = lines.reduce((total, [, , ms]) => total + Number(ms), 0);
  const logged = lines.map(
    ([, , ms, kind, words = ""]) => `${ms} ${kind}${words.replaceAll(/\s+/g, " ").slice(0, 300)}`,
  );
  return { queries: run.length, ms, logged };
}

async function tail(path: string, from: number): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}

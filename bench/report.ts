import type { Product } from "../e2e/product";
import { type Figure, medianMs, timed } from "./figures";
import { residentMb, webServerPid } from "./server-memory";
import { newSession } from "./take-steps";

/** A month's page, a year as CSV and as JSON, and their memory. */
export async function benchReport(product: Product): Promise<Figure[]> {
  const token = await newSession(product, "auditor-1");
  const owner = await product.sql("owner");
  const [period] = await owner<
    { month: string; before: string; year: string; until: string; empty: string; many: string }[]
  >`
    select to_char(now() - interval '2 months', 'YYYY-MM-01') as month, to_char(date_trunc('month', now() - interval '1 month') - interval '1 day', 'YYYY-MM-DD') as before,
      to_char(now() - interval '365 days', 'YYYY-MM-DD') as year, to_char(now(), 'YYYY-MM-DD') as until, '2015-03-01' as empty,
      (select to_char(created_at, 'YYYY-MM-DD') from (select created_at from changes order by created_at desc limit 50000) c order by created_at limit 1) as many`;
  if (!period) throw new Error("No clock answers.");
  const get = (path: string) => readBytes(`${product.url}${path}`, token);
  const month = `from=${period.month}&to=${period.before}`;
  const page = await medianMs(7, () => get(`/report?${month}`));
  const nothing = await medianMs(7, () => get(`/report?from=${period.empty}&to=${period.empty}`));
  const counted = await changeCount(product, period.month, period.before);
  const server = await webServerPid(product);
  const year = `from=${period.year}&to=${period.until}`;
  const many = `from=${period.many}&to=${period.until}`;
  const csv = await withPeakMemory(server, () => get(`/report.csv?${many}`));
  const json = await withPeakMemory(server, () => get(`/report.json?${year}`));
  return [
    { what: "changes in the month", value: counted, unit: "changes" },
    { what: "the month's report", value: page, unit: "ms", aim: "under 1500" },
    { what: "the same of a month without changes", value: nothing, unit: "ms" },
    { what: "changes in a file", value: await changeCount(product, period.many, period.until), unit: "changes" },
    { what: "the file as CSV", value: csv.ms / 1000, unit: "s", aim: "under 5" },
    { what: "its size", value: csv.result / 1e6, unit: "MB" },
    { what: "memory more while it streamed", value: csv.moreMb, unit: "MB", aim: "under 150" },
    { what: "changes in the year", value: await changeCount(product, period.year, period.until), unit: "changes" },
    { what: "the year as JSON with proofs", value: json.ms / 1000, unit: "s" },
    { what: "its size", value: json.result / 1e6, unit: "MB" },
    { what: "memory more while it streamed", value: json.moreMb, unit: "MB", aim: "under 150" },
  ];
}

async function readBytes(url: string, token: string): Promise<number> {
  const answer = await fetch(url, { headers: { cookie: `windlass-session=${token}` }, redirect: "manual" });
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`);
  let bytes = 0;
  if (answer.body) for await (const chunk of answer.body) bytes += chunk.length;
  return bytes;
}

async function changeCount(product: Product, from: string, to: string): Promise<number> {
  const owner = await product.sql("owner");
  const [row] = await owner<{ n: number }[]>`
    select count(*)::int as n from changes where created_at >= ${from}::timestamptz and created_at < ${to}::timestamptz + interval '1 day'`;
  return row?.n ?? 0;
}

async function withPeakMemory<T>(
  pid: number,
  work: () => Promise<T>,
): Promise<{ ms: number; result: T; moreMb: number }> {
  const before = await residentMb(pid);
  let most = before;
  const watch = setInterval(async () => {
    most = Math.max(most, await residentMb(pid).catch(() => 0));
  }, 100);
  const done = await timed(work).finally(() => clearInterval(watch));
  return { ...done, moreMb: most - before };
}

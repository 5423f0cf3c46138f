import type { Product } from "../product";
import { RawClient } from "../raw-client";
import { expect, test } from "../test";

const name = "By a forged form";
const freeze = {
  step: "place_freeze",
  subject: "freeze",
  name,
  covers: "all",
  windowStart: "2031-01-01T10:00",
  windowEnd: "2031-01-01T12:00",
  timezone: "UTC",
  reason: "None.",
};

const attempts: readonly [account: string, fields: Readonly<Record<string, string>>, says: RegExp][] = [
  ["operator-1", {}, /Only an operations lead can place a freeze/],
  ["reviewer-1", {}, /Only an operations lead can place a freeze/],
  ["auditor-1", {}, /Only an operations lead can place a freeze/],
  ["ops-lead-1", { spans: '[["2031-01-01T10:00:00Z","2039-01-01T10:00:00Z"]]' }, /no field “spans”/],
  ["ops-lead-1", { status: "lifted" }, /no field “status”/],
  ["ops-lead-1", { covers: "client:999999" }, /from the list/],
  ["ops-lead-1", { covers: "all; drop table freezes" }, /“What it covers” from the list/],
  ["ops-lead-1", { repeats: "FREQ=DAILY" }, /A freeze must end/],
  ["ops-lead-1", { repeats: "A".repeat(10_000) }, /Write the rule like/],
  ["ops-lead-1", { windowEnd: "2031-01-01T10:00" }, /Choose a later end/],
  ["ops-lead-1", { windowStart: "2021-01-01T10:00", windowEnd: "2021-01-01T12:00" }, /already over/],
  ["ops-lead-1", { timezone: "Mars/Olympus" }, /no such time zone/],
  ["ops-lead-1", { reason: "" }, /is missing/],
];

test("a freeze is placed by no form that is not the lead's, nor by one that does not fit", async ({ product, as }) => {
  for (const account of new Set(attempts.map(([account]) => account))) {
    const raw = await RawClient.forPage(product, await as(account));
    const scraped = await raw.scrape("/people");
    for (const [, fields, says] of attempts.filter(([who]) => who === account)) {
      const form = await raw.forge(scraped, { ...freeze, ...fields });
      for (const of of ["id", "seq"]) form.delete(of);
      const answer = await raw.take(form);
      expect(answer.status).toBe(303);
      expect.soft(await raw.pageText(answer), JSON.stringify(fields)).toMatch(says);
    }
  }
  expect(await placedCount(product)).toBe(0);
});

test("a freeze is lifted by no form of anybody but a lead", async ({ product, as }) => {
  const sql = await product.sql("owner");
  const [first] = await sql`select id, step_seq from freezes order by id limit 1`;
  for (const account of ["operator-1", "reviewer-1", "auditor-1"]) {
    const raw = await RawClient.forPage(product, await as(account));
    const about = { subject: "freeze", id: String(first?.id), seq: String(first?.step_seq) };
    const form = await raw.forge("/people", { step: "lift_freeze", ...about, reason: "No." });
    expect.soft(await raw.pageText(await raw.take(form)), account).toContain("Only an operations lead can");
  }
  const none = await sql`select from freezes where status = 'lifted' and id = ${first?.id}`;
  expect(none).toHaveLength(0);
});

async function placedCount(product: Product): Promise<number> {
  const sql = await product.sql("owner");
  const [row] = await sql`select count(*) as count from freezes where name = ${name}`;
  return Number(row?.count);
}

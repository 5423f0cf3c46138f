import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { changesPerPage } from "../db/changes/list-changes";
import { tokenHash } from "../db/people/session-token";
import type { FilledProduct } from "./filled-product";

/** Paths by name. */
export async function measuredPaths(filledProduct: FilledProduct): Promise<Readonly<Record<string, string>>> {
  const owner = await filledProduct.product.sql("owner");
  const [far] =
    await owner`select id from changes order by id desc offset least(39 * ${changesPerPage}::int, (select count(*) from changes) - ${changesPerPage} - 1) limit 1`;
  const [month] = await owner<{ first: string; last: string; middle: string }[]>`
    select to_char(m, 'YYYY-MM-DD') as first, to_char(m + interval '1 month' - interval '1 day', 'YYYY-MM-DD') as last, to_char(m + interval '14 days', 'YYYY-MM-DD') as middle
    from date_trunc('month', now() - interval '2 months') m`;
  if (!far || !month) throw new Error("There is no history to measure.");
  return {
    "waiting for you": "/",
    list: "/changes",
    "list, page 40": `/changes?before=${far.id}`,
    "search, common word": "/changes?q=backup",
    "search, rare word": `/changes?q=${await rareWord(filledProduct)}`,
    "change of 30 events": `/changes/CHG-${await changeWith30Events(filledProduct)}`,
    "calendar month": `/calendar?view=month&date=${month.middle}`,
    "month report": `/report?from=${month.first}&to=${month.last}`,
    "report of 80 changes": `/report?from=${month.first}&to=${await dayOfChange80(filledProduct, month.first)}`,
  };
}

/** A word in exactly five drafts, which are created where there are none. */
async function rareWord({ product, tokens }: FilledProduct): Promise<string> {
  const owner = await product.sql("owner");
  const [known] =
    await owner`select count(*)::int as n from changes where search @@ to_tsquery('english', 'kittiwake')`;
  const app = postgres(await product.urlOf("app"), { max: 1 });
  try {
    for (let drafts = Number(known?.n); drafts < 5; drafts++)
      await app`select perform_step(${tokens["operator-1"]}, ${randomUUID()}, ${tokenHash(randomUUID())}, 'change', ${null}, 'draft', ${null}, ${app.json({ type: "normal", title: "Give the kittiwake exporter a port of its own", systems: [1] })})`;
  } finally {
    await app.end();
  }
  return "kittiwake";
}

/** Notes are added until the change has 30 events. */
async function changeWith30Events({ product, tokens }: FilledProduct): Promise<number> {
  const owner = await product.sql("owner");
  const [most] = await owner<{ id: number; events: number }[]>`
    select c.id, (select count(*)::int from events e where e.subject_type = 'change' and e.subject_id = c.id) as events
    from (select id from changes where type = 'normal' and status = 'closed' order by id desc limit 50) c order by 2 desc limit 1`;
  if (!most) throw new Error("No change is closed.");
  const app = postgres(await product.urlOf("app"), { max: 1 });
  try {
    for (let events = most.events; events < 30; events++)
      await app`select perform_step(${tokens["operator-1"]}, ${randomUUID()}, ${tokenHash(randomUUID())}, 'change', ${most.id}, 'note', ${null}, ${app.json({ comment: "Watched for another hour: the graphs are quiet." })})`;
  } finally {
    await app.end();
  }
  return most.id;
}

async function dayOfChange80({ product }: FilledProduct, first: string): Promise<string> {
  const owner = await product.sql("owner");
  const [row] = await owner<{ day: string }[]>`
    select to_char(max(created_at), 'YYYY-MM-DD') as day from (select created_at from changes where created_at >= ${first}::timestamptz order by created_at limit 80) c`;
  return row?.day ?? first;
}

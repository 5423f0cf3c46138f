import { randomUUID } from "node:crypto";
import { PgDialect } from "drizzle-orm/pg-core";
import postgres from "postgres";
import { changeQuery } from "../db/changes/read-change";
import { hashOf } from "../db/people/session-token";
import { type Counted, counted, joined } from "./cpu/counted";
import type { Filled } from "./filled";
import type { Floor } from "./floor-server";
import { drafts, floorPosts, type Posts, path, stepsOn } from "./forms";
import { load, type Run, send } from "./load";
import type { Pace } from "./measured-pages";
import { type Row, ratiosOf, type Speed, speedOf } from "./rows";
import { type Asked, listening } from "./statements";

const whats = ["a new change, by form", "a step, by form"] as const;

/** Alternates between the product's forms and the baseline's action for `rounds` rounds. */
export async function measureSteps(products: readonly Filled[], floor: Floor, pace: Pace): Promise<Row[]> {
  const asked = await Promise.all(products.map(askedBy));
  const rows: Row[] = [];
  for (const [clients, count] of Object.entries(pace.posts)) {
    const runs = products.map(() => ({ draft: emptyRuns(), step: emptyRuns() }));
    for (let round = 0; round < pace.rounds; round++)
      for (const [place, filled] of products.entries()) {
        const made: number[] = [];
        const { draft, step } = runs[place] ?? { draft: emptyRuns(), step: emptyRuns() };
        const take = (pid: number, posts: readonly Posts[]) => counted([pid], () => posted(posts, Number(clients)));
        draft.floor.push(await take(floor.pid, [await floorPosts(floor, count, "draft")]));
        draft.page.push(await take(filled.product.pid, [await drafts(filled, count, made)]));
        step.floor.push(await take(floor.pid, [await floorPosts(floor, count * 3, "step")]));
        step.page.push(await take(filled.product.pid, await stepsOn(filled, made)));
      }
    for (const [kind, what] of (["draft", "step"] as const).map((kind, place) => [kind, whats[place] ?? ""] as const)) {
      const least = speedOf(runs[0]?.[kind].page ?? []);
      for (const [place, { changes }] of products.entries()) {
        const [page, beside] = [speedOf(runs[place]?.[kind].page ?? []), speedOf(runs[place]?.[kind].floor ?? [])];
        rows.push(rowOf({ what, changes, clients: Number(clients), page, floor: beside }, least, asked[place]?.[kind]));
      }
    }
  }
  console.error("  forms");
  return rows;
}

const emptyRuns = (): { page: Counted[]; floor: Counted[] } => ({ page: [], floor: [] });

function rowOf(
  measured: Pick<Row, "what" | "changes" | "clients" | "page" | "floor">,
  least: Speed,
  asked?: Asked,
): Row {
  const ratios = ratiosOf(measured.page, measured.floor, least);
  return { ...measured, queries: asked?.queries ?? 0, databaseMs: asked?.ms ?? 0, said: asked?.said ?? [], ratios };
}

async function posted(all: readonly Posts[], clients: number): Promise<Run> {
  const runs: Run[] = [];
  for (const { sent, got } of all) runs.push(await load(sent, clients, got));
  return joined(runs);
}

/** The median of several, once each connection has prepared its plans. */
function askedBy(filled: Filled): Promise<{ draft: Asked; step: Asked }> {
  return listening(filled, async (asked) => {
    const made: number[] = [];
    await posted([await drafts(filled, 40, made)], 8);
    await posted(await stepsOn(filled, made), 8);
    const several: number[] = [];
    const draft = await eachAsked([await drafts(filled, 7, several)], asked);
    return { draft, step: await eachAsked(await stepsOn(filled, several), asked) };
  });
}

async function eachAsked(
  all: readonly Posts[],
  asked: (part: () => Promise<unknown>) => Promise<Asked>,
): Promise<Asked> {
  const each: Asked[] = [];
  for (const { sent, got } of all) for (const one of sent) each.push(await asked(async () => got(await send(one))));
  const middle = each.sort((one, other) => one.ms - other.ms)[Math.floor(each.length / 2)];
  return middle ?? { queries: 0, ms: 0, said: [] };
}

/** The same steps with statements sent straight by the driver: session, record, step. */
export function stepStraight(filled: Filled): Promise<number> {
  return listening(filled, async (asked) => {
    const app = postgres(await filled.product.urlOf("app"), { max: 1, onnotice: () => {} });
    const made: number[] = [];
    await posted([await drafts(filled, 12, made)], 4);
    const take = async (id: number, { step, seq, accounts, fields }: (typeof path)[number]) => {
      const { sql, params } = new PgDialect().sqlToQuery(changeQuery(id));
      const token = filled.tokens[accounts[0]];
      await app`select * from signed_in(${hashOf(token)})`;
      await app.unsafe(sql, params.map(String), { prepare: true });
      await app`select take_step(${token}, ${randomUUID()}, ${hashOf(randomUUID())}, 'change', ${id}, ${step}, ${seq}, ${app.json(fields)})`;
    };
    try {
      for (const id of made.slice(0, 5)) for (const step of path) await take(id, step);
      const each: number[] = [];
      for (const step of path) for (const id of made.slice(5)) each.push((await asked(() => take(id, step))).ms);
      return each.sort((one, other) => one - other)[Math.floor(each.length / 2)] ?? 0;
    } finally {
      await app.end();
    }
  });
}

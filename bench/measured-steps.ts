import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { tokenHash } from "../db/people/session-token";
import { type Counted, counted, joined } from "./cpu/counted";
import type { FilledProduct } from "./filled-product";
import type { Floor } from "./floor-server";
import { approvalPath, approvalPosts, draftPosts, floorPosts, type PostBatch } from "./forms";
import { load, type Run, send } from "./load";
import type { Pace } from "./measured-pages";
import { type Row, ratiosOf, type Speed, speedOf } from "./rows";
import { type StatementStats, withStatementLog } from "./statements";

const stepNames = ["a new change, by form", "a step, by form"] as const;

/** Alternates between the product's forms and the baseline's action for `rounds` rounds. */
export async function measureSteps(products: readonly FilledProduct[], floor: Floor, pace: Pace): Promise<Row[]> {
  const statements = await Promise.all(products.map(stepStatements));
  const rows: Row[] = [];
  for (const [clients, count] of Object.entries(pace.posts)) {
    const runs = products.map(() => ({ draft: emptyRuns(), step: emptyRuns() }));
    for (let round = 0; round < pace.rounds; round++)
      for (const [index, filledProduct] of products.entries()) {
        const ids: number[] = [];
        const { draft, step } = runs[index] ?? { draft: emptyRuns(), step: emptyRuns() };
        const take = (pid: number, posts: readonly PostBatch[]) =>
          counted([pid], () => runPosts(posts, Number(clients)));
        draft.floor.push(await take(floor.pid, [await floorPosts(floor, count, "draft")]));
        draft.page.push(await take(filledProduct.product.pid, [await draftPosts(filledProduct, count, ids)]));
        step.floor.push(await take(floor.pid, [await floorPosts(floor, count * 3, "step")]));
        step.page.push(await take(filledProduct.product.pid, await approvalPosts(filledProduct, ids)));
      }
    for (const [kind, what] of (["draft", "step"] as const).map(
      (kind, index) => [kind, stepNames[index] ?? ""] as const,
    )) {
      const least = speedOf(runs[0]?.[kind].page ?? []);
      for (const [index, { changes }] of products.entries()) {
        const [page, beside] = [speedOf(runs[index]?.[kind].page ?? []), speedOf(runs[index]?.[kind].floor ?? [])];
        rows.push(
          toRow({ what, changes, clients: Number(clients), page, floor: beside }, least, statements[index]?.[kind]),
        );
      }
    }
  }
  console.error("  forms");
  return rows;
}

const emptyRuns = (): { page: Counted[]; floor: Counted[] } => ({ page: [], floor: [] });

function toRow(
  measured: Pick<Row, "what" | "changes" | "clients" | "page" | "floor">,
  least: Speed,
  statements?: StatementStats,
): Row {
  const ratios = ratiosOf(measured.page, measured.floor, least);
  return {
    ...measured,
    queries: statements?.queries ?? 0,
    databaseMs: statements?.ms ?? 0,
    logged: statements?.logged ?? [],
    ratios,
  };
}

async function runPosts(all: readonly PostBatch[], clients: number): Promise<Run> {
  const runs: Run[] = [];
  for (const { requests, check } of all) runs.push(await load(requests, clients, check));
  return joined(runs);
}

/** The median of several, once each connection has prepared its plans. */
function stepStatements(filledProduct: FilledProduct): Promise<{ draft: StatementStats; step: StatementStats }> {
  return withStatementLog(filledProduct, async (statementsOf) => {
    const ids: number[] = [];
    await runPosts([await draftPosts(filledProduct, 40, ids)], 8);
    await runPosts(await approvalPosts(filledProduct, ids), 8);
    const sampled: number[] = [];
    const draft = await medianStatements([await draftPosts(filledProduct, 7, sampled)], statementsOf);
    return { draft, step: await medianStatements(await approvalPosts(filledProduct, sampled), statementsOf) };
  });
}

async function medianStatements(
  all: readonly PostBatch[],
  statementsOf: (part: () => Promise<unknown>) => Promise<StatementStats>,
): Promise<StatementStats> {
  const each: StatementStats[] = [];
  for (const { requests, check } of all)
    for (const one of requests) each.push(await statementsOf(async () => check(await send(one))));
  const middle = each.sort((one, other) => one.ms - other.ms)[Math.floor(each.length / 2)];
  return middle ?? { queries: 0, ms: 0, logged: [] };
}

/** The same steps with statements sent straight by the driver: session and step. */
export function directStepMs(filledProduct: FilledProduct): Promise<number> {
  return withStatementLog(filledProduct, async (statementsOf) => {
    const app = postgres(await filledProduct.product.urlOf("app"), { max: 1, onnotice: () => {} });
    const ids: number[] = [];
    await runPosts([await draftPosts(filledProduct, 12, ids)], 4);
    const takeStep = async (id: number, { step, seq, accounts, fields }: (typeof approvalPath)[number]) => {
      const token = filledProduct.tokens[accounts[0]];
      await app`select * from resolve_session(${tokenHash(token)})`;
      await app`select perform_step(${token}, ${randomUUID()}, ${tokenHash(randomUUID())}, 'change', ${id}, ${step}, ${seq}, ${app.json(fields)})`;
    };
    try {
      for (const id of ids.slice(0, 5)) for (const step of approvalPath) await takeStep(id, step);
      const each: number[] = [];
      for (const step of approvalPath)
        for (const id of ids.slice(5)) each.push((await statementsOf(() => takeStep(id, step))).ms);
      return each.sort((one, other) => one - other)[Math.floor(each.length / 2)] ?? 0;
    } finally {
      await app.end();
    }
  });
}

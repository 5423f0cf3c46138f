import { type Counted, counted } from "./cpu/counted";
import { elementTree } from "./element-tree";
import type { FilledProduct } from "./filled-product";
import type { Floor } from "./floor-server";
import { type LoadRequest, type LoadResponse, load, requestsFor, send, textOf } from "./load";
import { measuredPaths } from "./pages";
import { type Row, ratiosOf, speedOf } from "./rows";
import { type StatementStats, withStatementLog } from "./statements";

export type Pace = {
  readonly rounds: number;
  readonly seconds: Readonly<Record<number, number>>;
  readonly posts: Readonly<Record<number, number>>;
  /** Browser visits of each page. */
  readonly visits: number;
};

/** A product's page, and the same elements in the baseline app. */
type MeasuredPage = {
  readonly what: string;
  readonly changes: number;
  readonly page: readonly LoadRequest[];
  readonly floor: readonly LoadRequest[];
  readonly statements: StatementStats;
  /** Under which everything of the product runs, and of the floor. */
  readonly pid: number;
  readonly floorPid: number;
};

/** Alternates between pages and baseline for `rounds` rounds. The first product has the least history. */
export async function measurePages(products: readonly FilledProduct[], floor: Floor, pace: Pace): Promise<Row[]> {
  const all = await Promise.all(products.map((filledProduct) => preparePages(filledProduct, floor)));
  const rows: Row[] = [];
  for (const [index, { what }] of (all[0] ?? []).entries()) {
    const same = all.flatMap((pages) => pages[index] ?? []);
    for (const clients of Object.keys(pace.seconds).map(Number)) rows.push(...(await measureOne(same, clients, pace)));
    console.error(`  ${what}`);
  }
  return rows;
}

async function measureOne(pages: readonly MeasuredPage[], clients: number, { rounds, seconds }: Pace): Promise<Row[]> {
  const runs = pages.map(() => ({ page: [] as Counted[], floor: [] as Counted[] }));
  for (let round = 0; round < rounds; round++)
    for (const [index, one] of pages.entries()) {
      const ask = (requests: readonly LoadRequest[]) =>
        load(requestsFor(seconds[clients] ?? 1, requests), clients, assertPage);
      runs[index]?.floor.push(await counted([one.floorPid], () => ask(one.floor)));
      runs[index]?.page.push(await counted([one.pid], () => ask(one.page)));
    }
  const speeds = runs.map(({ page, floor }) => ({ page: speedOf(page), floor: speedOf(floor) }));
  const least = speeds[0];
  if (!least) return [];
  return pages.flatMap(({ what, changes, statements }, index) => {
    const { page, floor } = speeds[index] ?? least;
    const { queries, ms: databaseMs, logged } = statements;
    return {
      what,
      changes,
      clients,
      page,
      floor,
      queries,
      databaseMs,
      logged,
      ratios: ratiosOf(page, floor, least.page),
    };
  });
}

async function preparePages(filledProduct: FilledProduct, floor: Floor): Promise<MeasuredPage[]> {
  const paths = Object.entries(await measuredPaths(filledProduct));
  return withStatementLog(filledProduct, async (statementsOf) => {
    const measured: MeasuredPage[] = [];
    for (const [what, path] of paths) {
      const page = Object.values(filledProduct.tokens).map((token) => ({
        url: filledProduct.product.url + path,
        token,
      }));
      const [first] = page;
      if (!first) throw new Error("Nobody reads.");
      // Warms up plans and code.
      for (const one of [...page, ...page]) assertPage(await send(one));
      const tree = elementTree(textOf(await send(first)));
      const floorUrl = await floor.page(`${filledProduct.changes}-${what.replaceAll(/\W+/g, "-")}`, tree);
      for (const _ of page) assertPage(await send({ url: floorUrl }));
      measured.push({
        what,
        changes: filledProduct.changes,
        page,
        floor: [{ url: floorUrl }],
        statements: await statementsOf(() => send(first)),
        pid: filledProduct.product.pid,
        floorPid: floor.pid,
      });
    }
    return measured;
  });
}

export function assertPage({ status }: LoadResponse): void {
  if (status !== 200) throw new Error(`A page was answered ${status}.`);
}

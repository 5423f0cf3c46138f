import { type Counted, counted } from "./cpu/counted";
import type { Filled } from "./filled";
import type { Floor } from "./floor-server";
import { type Answer, during, load, type Sent, send, textOf } from "./load";
import { pagesOf } from "./pages";
import { type Row, ratiosOf, speedOf } from "./rows";
import { type Asked, listening } from "./statements";
import { treeOf } from "./tree-of";

export type Pace = {
  readonly rounds: number;
  readonly seconds: Readonly<Record<number, number>>;
  readonly posts: Readonly<Record<number, number>>;
  /** Browser visits of each page. */
  readonly visits: number;
};

/** A product's page, and the same elements in the baseline app. */
type Measured = {
  readonly what: string;
  readonly changes: number;
  readonly page: readonly Sent[];
  readonly floor: readonly Sent[];
  readonly asked: Asked;
  /** Under which everything of the product runs, and of the floor. */
  readonly pid: number;
  readonly floorPid: number;
};

/** Alternates between pages and baseline for `rounds` rounds. The first product has the least history. */
export async function measurePages(products: readonly Filled[], floor: Floor, pace: Pace): Promise<Row[]> {
  const all = await Promise.all(products.map((filled) => measuredOf(filled, floor)));
  const rows: Row[] = [];
  for (const [place, { what }] of (all[0] ?? []).entries()) {
    const same = all.flatMap((pages) => pages[place] ?? []);
    for (const clients of Object.keys(pace.seconds).map(Number)) rows.push(...(await measureOne(same, clients, pace)));
    console.error(`  ${what}`);
  }
  return rows;
}

async function measureOne(same: readonly Measured[], clients: number, { rounds, seconds }: Pace): Promise<Row[]> {
  const runs = same.map(() => ({ page: [] as Counted[], floor: [] as Counted[] }));
  for (let round = 0; round < rounds; round++)
    for (const [place, one] of same.entries()) {
      const ask = (requests: readonly Sent[]) => load(during(seconds[clients] ?? 1, requests), clients, isPage);
      runs[place]?.floor.push(await counted([one.floorPid], () => ask(one.floor)));
      runs[place]?.page.push(await counted([one.pid], () => ask(one.page)));
    }
  const speeds = runs.map(({ page, floor }) => ({ page: speedOf(page), floor: speedOf(floor) }));
  const least = speeds[0];
  if (!least) return [];
  return same.flatMap(({ what, changes, asked }, place) => {
    const { page, floor } = speeds[place] ?? least;
    const { queries, ms: databaseMs, said } = asked;
    return {
      what,
      changes,
      clients,
      page,
      floor,
      queries,
      databaseMs,
      said,
      ratios: ratiosOf(page, floor, least.page),
    };
  });
}

async function measuredOf(filled: Filled, floor: Floor): Promise<Measured[]> {
  const paths = Object.entries(await pagesOf(filled));
  return listening(filled, async (asked) => {
    const measured: Measured[] = [];
    for (const [what, path] of paths) {
      const page = Object.values(filled.tokens).map((token) => ({ url: filled.product.url + path, token }));
      const [first] = page;
      if (!first) throw new Error("Nobody reads.");
      // Warms up plans and code.
      for (const one of [...page, ...page]) isPage(await send(one));
      const tree = treeOf(textOf(await send(first)));
      const floorUrl = await floor.page(`${filled.changes}-${what.replaceAll(/\W+/g, "-")}`, tree);
      for (const _ of page) isPage(await send({ url: floorUrl }));
      measured.push({
        what,
        changes: filled.changes,
        page,
        floor: [{ url: floorUrl }],
        asked: await asked(() => send(first)),
        pid: filled.product.pid,
        floorPid: floor.pid,
      });
    }
    return measured;
  });
}

export function isPage({ status }: Answer): void {
  if (status !== 200) throw new Error(`A page was answered ${status}.`);
}

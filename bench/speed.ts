import { benchBrowser, type PageExperience } from "./browser";
import type { Figure } from "./figures";
import { timed } from "./figures";
import { type FilledProduct, fillProduct } from "./filled-product";
import { Floor } from "./floor-server";
import { measurePages, type Pace } from "./measured-pages";
import { directStepMs, measureSteps } from "./measured-steps";
import type { Row } from "./rows";
import { residentMb, watchMemory, webServerPid } from "./server-memory";

type Speeds = {
  readonly rows: readonly Row[];
  readonly figures: readonly Figure[];
  readonly felt: readonly PageExperience[];
};

const fullPace: Pace = { rounds: 3, seconds: { 1: 1.5, 8: 3 }, posts: { 1: 30, 8: 120 }, visits: 3 };
const quickPace: Pace = { rounds: 3, seconds: { 1: 0.1, 8: 0.2 }, posts: { 1: 5, 8: 16 }, visits: 1 };

/** Two products, with little and with much history, against the baseline. */
export async function benchSpeed(isQuick: boolean, changes = isQuick ? 5000 : 100_000): Promise<Speeds> {
  const [least, most] = [Math.min(changes, isQuick ? 500 : 1000), changes];
  const sizes = [least, most];
  console.log(`Filling two databases, of ${sizes.map((size) => size.toLocaleString("en")).join(" and of ")} changes …`);
  const floor = await Floor.start();
  const { result: products, ms } = await timed(() => Promise.all(sizes.map((size) => fillProduct(size, least))));
  console.log(`Filled in ${Math.round(ms / 1000)} s.`);
  try {
    return await measureAll(products, floor, isQuick ? quickPace : fullPace);
  } finally {
    await Promise.all([floor.stop(), ...products.map(({ product }) => product.remove())]);
  }
}

async function measureAll(products: readonly FilledProduct[], floor: Floor, pace: Pace): Promise<Speeds> {
  const most = products.at(-1);
  if (!most) throw new Error("Nothing is measured.");
  const server = await webServerPid(most.product);
  const [before, memory] = [await residentMb(server), watchMemory(server)];
  console.log("Measuring, by turns with the floor …");
  const rows = [...(await measurePages(products, floor, pace)), ...(await measureSteps(products, floor, pace))];
  const peak = memory.stop();
  console.error("  browser");
  const felt = await benchBrowser(most, floor, pace.visits);
  const directMs = await directStepMs(most);
  const step = rows.findLast(({ what }) => what.startsWith("a step"));
  await most.product.end();
  const ready = await timed(() => most.product.start());
  return {
    rows,
    felt,
    figures: [
      {
        what: "database time of a step by form, of the same SQL straight",
        value: (step?.databaseMs ?? 0) / directMs,
        unit: "×",
        aim: "at most 1.3",
      },
      { what: "memory of the server, before", value: before, unit: "MB" },
      { what: "memory of the server, at most", value: peak, unit: "MB", aim: "at most 500" },
      { what: "a warm start, to /readyz", value: ready.ms / 1000, unit: "s", aim: "under 4" },
    ],
  };
}

import { setTimeout as pause } from "node:timers/promises";
import type { Figure } from "./figures";
import { type Filled, filled } from "./filled";
import { drafts } from "./forms";
import { load, type Sent } from "./load";
import { isPage } from "./measured-pages";
import { pagesOf } from "./pages";
import { residentMb, webServer } from "./server-memory";

const read = ["list", "list, page 40", "search, rare word", "change of 30 events"];
const atOnce = 10_000;

/** Resident memory after `few` and `many` requests, of which one in twenty creates a change. */
export async function benchMemory(few: number, many: number): Promise<Figure[]> {
  const product = await filled(1000);
  try {
    const server = await webServer(product.product);
    const pages = await sentTo(product);
    const held: number[] = [];
    let sent = 0;
    for (const until of [few, many]) {
      while (sent < until) sent += await some(product, pages, Math.min(atOnce, until - sent));
      await pause(5000);
      held.push(await residentMb(server));
      console.error(`  ${sent.toLocaleString("en")} requests: ${held.at(-1)?.toFixed(0)} MB`);
    }
    const [before = 0, after = 0] = held;
    return [
      { what: `memory of the server after ${few.toLocaleString("en")} requests`, value: before, unit: "MB" },
      { what: `after ${many.toLocaleString("en")}`, value: after, unit: "MB" },
      { what: "of what it was", value: after / before, unit: "×", aim: "0.9 to 1.1" },
    ];
  } finally {
    await product.product.remove();
  }
}

async function sentTo(filled: Filled): Promise<Sent[]> {
  const paths = await pagesOf(filled);
  return Object.values(filled.tokens).flatMap((token) =>
    read.map((what) => ({ url: filled.product.url + (paths[what] ?? "/"), token })),
  );
}

async function some(filled: Filled, pages: readonly Sent[], count: number): Promise<number> {
  const posts = await drafts(filled, Math.ceil(count / 20), []);
  const reads = Array.from({ length: count - posts.sent.length }, (_, turn) => pages[turn % pages.length] ?? []);
  await load(posts.sent, 8, posts.got);
  await load(reads.flat(), 8, isPage);
  return count;
}

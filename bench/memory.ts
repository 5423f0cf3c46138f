import { setTimeout as pause } from "node:timers/promises";
import type { Figure } from "./figures";
import { type FilledProduct, fillProduct } from "./filled-product";
import { draftPosts } from "./forms";
import { type LoadRequest, load } from "./load";
import { assertPage } from "./measured-pages";
import { measuredPaths } from "./pages";
import { residentMb, webServerPid } from "./server-memory";

const pagesRead = ["list", "list, page 40", "search, rare word", "change of 30 events"];
const batchSize = 10_000;

/** Resident memory after `few` and `many` requests, of which one in twenty creates a change. */
export async function benchMemory(few: number, many: number): Promise<Figure[]> {
  const product = await fillProduct(1000);
  try {
    const server = await webServerPid(product.product);
    const pages = await pageRequests(product);
    const residentMbs: number[] = [];
    let sent = 0;
    for (const until of [few, many]) {
      while (sent < until) sent += await sendBatch(product, pages, Math.min(batchSize, until - sent));
      await pause(5000);
      residentMbs.push(await residentMb(server));
      console.error(`  ${sent.toLocaleString("en")} requests: ${residentMbs.at(-1)?.toFixed(0)} MB`);
    }
    const [before = 0, after = 0] = residentMbs;
    return [
      { what: `memory of the server after ${few.toLocaleString("en")} requests`, value: before, unit: "MB" },
      { what: `after ${many.toLocaleString("en")}`, value: after, unit: "MB" },
      { what: "of what it was", value: after / before, unit: "×", aim: "0.9 to 1.1" },
    ];
  } finally {
    await product.product.remove();
  }
}

async function pageRequests(filledProduct: FilledProduct): Promise<LoadRequest[]> {
  const paths = await measuredPaths(filledProduct);
  return Object.values(filledProduct.tokens).flatMap((token) =>
    pagesRead.map((what) => ({ url: filledProduct.product.url + (paths[what] ?? "/"), token })),
  );
}

async function sendBatch(filledProduct: FilledProduct, pages: readonly LoadRequest[], count: number): Promise<number> {
  const posts = await draftPosts(filledProduct, Math.ceil(count / 20), []);
  const reads = Array.from({ length: count - posts.requests.length }, (_, turn) => pages[turn % pages.length] ?? []);
  await load(posts.requests, 8, posts.check);
  await load(reads.flat(), 8, assertPage);
  return count;
}

import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from "@playwright/test";
import { chromiumOnMachine, ensureChromium } from "../bin/chromium.mjs";
import type { Product } from "../e2e/product";
import type { Filled } from "./filled";
import type { Floor } from "./floor-server";
import { pagesOf } from "./pages";
import { aligned } from "./rows";
import { treeOf } from "./tree-of";

/** On a slow machine and network. Milliseconds; script in compressed kilobytes. */
export type Felt = {
  readonly what: string;
  readonly firstPaint: number;
  readonly largestPaint: number;
  readonly shift: number;
  readonly scriptKb: number;
  /** The longest delay from a key, and from a press of the step's button, to the next frame; null where there is no form. */
  readonly typing: number | null;
  readonly press: number | null;
};

const slowCpu = 4;
// What Chromium's own tools call "Fast 3G".
const network = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 };

/** Every page, and the longest form while it is typed into, each in `visits` first visits. */
export async function benchBrowser(
  { product, tokens, ...filled }: Filled,
  floor: Floor,
  visits: number,
): Promise<Felt[]> {
  await ensureChromium();
  const browser = await chromium.launch({
    executablePath: chromiumOnMachine(),
    args: ["--no-sandbox", "--disable-background-networking"],
  });
  try {
    const empty = await felt(browser, { what: "an empty page", url: `${floor.url}/empty` });
    const pages = Object.entries(await pagesOf({ product, tokens, ...filled }));
    const all: Felt[] = [empty];
    const token = tokens["ops-lead-1"];
    all.push(await middleOf(browser, await listOnTheFloor(product, floor, token), visits));
    for (const [what, path] of pages)
      all.push(await middleOf(browser, { what, url: product.url + path, token }, visits));
    const form = {
      what: "form of a new change",
      url: `${product.url}/changes/new/normal`,
      token,
      typeInto: "[name=what]",
    };
    all.push(await middleOf(browser, form, visits));
    return all;
  } finally {
    await browser.close();
  }
}

export const tableOfFelt = (all: readonly Felt[]): string =>
  aligned([
    ["4× slower, 3G", "first paint", "largest paint", "shift", "script KB", "typing", "press"],
    ...all.map(({ what, firstPaint, largestPaint, shift, scriptKb, typing, press }) => [
      what,
      firstPaint.toFixed(0),
      largestPaint.toFixed(0),
      shift.toFixed(3),
      scriptKb.toFixed(1),
      typing?.toFixed(0) ?? "",
      press?.toFixed(0) ?? "",
    ]),
  ]);

// The cost of that many elements without the product.
async function listOnTheFloor(product: Product, floor: Floor, token: string): Promise<Wanted> {
  const page = await fetch(`${product.url}/changes`, { headers: { cookie: `windlass-session=${token}` } });
  return { what: "the list's elements on the floor", url: await floor.page("felt", treeOf(await page.text())) };
}

/** The median of several first visits by largest paint; the server may be cold for the first. */
async function middleOf(browser: Browser, wanted: Wanted, visits: number): Promise<Felt> {
  const all: Felt[] = [];
  while (all.length < visits) all.push(await felt(browser, wanted));
  const middle = all.sort((one, other) => one.largestPaint - other.largestPaint)[Math.floor(visits / 2)];
  if (!middle) throw new Error("Nothing was felt.");
  return middle;
}

type Wanted = { what: string; url: string; token?: string; typeInto?: string };

async function felt(browser: Browser, { what, url, token, typeInto }: Wanted): Promise<Felt> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  try {
    if (token) await signIn(context, url, token);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const script = await countScript(session);
    await slow(session);
    // esbuild's helper for function names, which a browser does not have.
    await page.addInitScript("globalThis.__name = (named) => named");
    await page.addInitScript(watch);
    await page.goto(url, { waitUntil: "networkidle" });
    const delays = typeInto ? await delaysOf(page, typeInto) : { typing: null, press: null };
    const seen = await page.evaluate(() => ({
      firstPaint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
      largestPaint: Number(document.documentElement.dataset.largestPaint ?? 0),
      shift: Number(document.documentElement.dataset.shift ?? 0),
    }));
    return { what, ...seen, scriptKb: script() / 1024, ...delays };
  } finally {
    await context.close();
  }
}

const signIn = (context: BrowserContext, url: string, token: string) =>
  context.addCookies([{ name: "windlass-session", value: token, url }]);

async function slow(session: CDPSession): Promise<void> {
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowCpu });
  await session.send("Network.emulateNetworkConditions", network);
}

async function countScript(session: CDPSession): Promise<() => number> {
  const scripts = new Set<string>();
  let bytes = 0;
  await session.send("Network.enable");
  session.on("Network.responseReceived", ({ requestId, type }) => type === "Script" && scripts.add(requestId));
  session.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  return () => bytes;
}

/** The longest delays while typing a sentence and pressing the button, once the form's script has loaded. */
async function delaysOf(page: Page, field: string): Promise<{ typing: number; press: number }> {
  await page.locator(field).focus();
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(1500);
  const typing = await delayOf(page, () => page.keyboard.type("Restart one node after another.", { delay: 60 }));
  const press = await delayOf(page, () => page.locator("button[name=step]").first().click());
  return { typing, press };
}

async function delayOf(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    document.documentElement.dataset.delay = "0";
  });
  await act();
  await page.waitForTimeout(500);
  return page.evaluate(() => Number(document.documentElement.dataset.delay));
}

/** Runs in the page: collects paints, layout shifts and interactions for later. */
function watch(): void {
  const keep =
    (name: string, of: (old: number, entry: PerformanceEntry) => number) => (list: PerformanceObserverEntryList) => {
      const root = document.documentElement;
      for (const entry of list.getEntries()) root.dataset[name] = String(of(Number(root.dataset[name] ?? 0), entry));
    };
  const number = (entry: object, name: string) => Number(Reflect.get(entry, name) ?? 0);
  const observe = (type: string, name: string, of: (old: number, entry: PerformanceEntry) => number, more = {}) =>
    new PerformanceObserver(keep(name, of)).observe({ type, buffered: true, ...more });
  observe("largest-contentful-paint", "largestPaint", (_, entry) => entry.startTime);
  // Shifts right after input are intended.
  observe(
    "layout-shift",
    "shift",
    (old, entry) => old + (Reflect.get(entry, "hadRecentInput") ? 0 : number(entry, "value")),
  );
  observe("event", "delay", (old, { duration }) => Math.max(old, duration), { durationThreshold: 16 });
}

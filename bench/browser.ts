import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from "@playwright/test";
import { chromiumOnMachine, ensureChromium } from "../bin/chromium.mjs";
import type { Product } from "../e2e/product";
import { elementTree } from "./element-tree";
import type { FilledProduct } from "./filled-product";
import type { Floor } from "./floor-server";
import { measuredPaths } from "./pages";
import { alignColumns } from "./rows";

/** On a slow machine and network. Milliseconds; script in compressed kilobytes. */
export type PageExperience = {
  readonly what: string;
  readonly firstPaint: number;
  readonly largestPaint: number;
  readonly shift: number;
  readonly scriptKb: number;
  /** The longest delay from a key, and from a press of the step's button, to the next frame; null where there is no form. */
  readonly typing: number | null;
  readonly press: number | null;
};

const cpuSlowdown = 4;
// What Chromium's own tools call "Fast 3G".
const slowNetwork = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 };

/** Every page, and the longest form while it is typed into, each in `visits` first visits. */
export async function benchBrowser(
  { product, tokens, ...filledProduct }: FilledProduct,
  floor: Floor,
  visits: number,
): Promise<PageExperience[]> {
  await ensureChromium();
  const browser = await chromium.launch({
    executablePath: chromiumOnMachine(),
    args: ["--no-sandbox", "--disable-background-networking"],
  });
  try {
    const empty = await measureExperience(browser, { what: "an empty page", url: `${floor.url}/empty` });
    const pages = Object.entries(await measuredPaths({ product, tokens, ...filledProduct }));
    const all: PageExperience[] = [empty];
    const token = tokens["ops-lead-1"];
    all.push(await medianExperience(browser, await listOnFloor(product, floor, token), visits));
    for (const [what, path] of pages)
      all.push(await medianExperience(browser, { what, url: product.url + path, token }, visits));
    const form = {
      what: "form of a new change",
      url: `${product.url}/changes/new/normal`,
      token,
      typeInto: "[name=what]",
    };
    all.push(await medianExperience(browser, form, visits));
    return all;
  } finally {
    await browser.close();
  }
}

export const experienceTable = (all: readonly PageExperience[]): string =>
  alignColumns([
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
async function listOnFloor(product: Product, floor: Floor, token: string): Promise<MeasuredUrl> {
  const page = await fetch(`${product.url}/changes`, { headers: { cookie: `windlass-session=${token}` } });
  return { what: "the list's elements on the floor", url: await floor.page("felt", elementTree(await page.text())) };
}

/** The median of several first visits by largest paint; the server may be cold for the first. */
async function medianExperience(browser: Browser, target: MeasuredUrl, visits: number): Promise<PageExperience> {
  const all: PageExperience[] = [];
  while (all.length < visits) all.push(await measureExperience(browser, target));
  const median = all.sort((one, other) => one.largestPaint - other.largestPaint)[Math.floor(visits / 2)];
  if (!median) throw new Error("Nothing was felt.");
  return median;
}

type MeasuredUrl = { what: string; url: string; token?: string; typeInto?: string };

async function measureExperience(
  browser: Browser,
  { what, url, token, typeInto }: MeasuredUrl,
): Promise<PageExperience> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  try {
    if (token) await signIn(context, url, token);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const script = await countScript(session);
    await throttle(session);
    // esbuild's helper for function names, which a browser does not have.
    await page.addInitScript("globalThis.__name = (named) => named");
    await page.addInitScript(observePage);
    await page.goto(url, { waitUntil: "networkidle" });
    const delays = typeInto ? await inputDelays(page, typeInto) : { typing: null, press: null };
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

async function throttle(session: CDPSession): Promise<void> {
  await session.send("Emulation.setCPUThrottlingRate", { rate: cpuSlowdown });
  await session.send("Network.emulateNetworkConditions", slowNetwork);
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
async function inputDelays(page: Page, field: string): Promise<{ typing: number; press: number }> {
  await page.locator(field).focus();
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(1500);
  const typing = await longestDelay(page, () => page.keyboard.type("Restart one node after another.", { delay: 60 }));
  const press = await longestDelay(page, () => page.locator("button[name=step]").first().click());
  return { typing, press };
}

async function longestDelay(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    document.documentElement.dataset.delay = "0";
  });
  await act();
  await page.waitForTimeout(500);
  return page.evaluate(() => Number(document.documentElement.dataset.delay));
}

/** Runs in the page: collects paints, layout shifts and interactions for later. */
function observePage(): void {
  const saveIn =
    (name: string, of: (old: number, entry: PerformanceEntry) => number) => (list: PerformanceObserverEntryList) => {
      const root = document.documentElement;
      for (const entry of list.getEntries()) root.dataset[name] = String(of(Number(root.dataset[name] ?? 0), entry));
    };
  const number = (entry: object, name: string) => Number(Reflect.get(entry, name) ?? 0);
  const observe = (type: string, name: string, of: (old: number, entry: PerformanceEntry) => number, more = {}) =>
    new PerformanceObserver(saveIn(name, of)).observe({ type, buffered: true, ...more });
  observe("largest-contentful-paint", "largestPaint", (_, entry) => entry.startTime);
  // Shifts right after input are intended.
  observe(
    "layout-shift",
    "shift",
    (old, entry) => old + (Reflect.get(entry, "hadRecentInput") ? 0 : number(entry, "value")),
  );
  observe("event", "delay", (old, { duration }) => Math.max(old, duration), { durationThreshold: 16 });
}

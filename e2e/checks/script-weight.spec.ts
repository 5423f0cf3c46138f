import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "../test";

const kilobyte = 1024;

/** The bytes of script that the page fetched, compressed as they came. */
async function scriptBytes(page: Page, path: string, touch?: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const scripts = new Set<string>();
  let bytes = 0;
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  session.on("Network.responseReceived", ({ requestId, type }) => type === "Script" && scripts.add(requestId));
  session.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(path, { waitUntil: "networkidle" });
  if (touch) {
    await page.locator(touch).first().focus();
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(1000);
  }
  await session.detach();
  return bytes;
}

const reading = [
  "/",
  "/changes",
  "/incidents",
  "/freezes",
  "/halts",
  "/catalogue",
  "/policy",
  "/people",
  "/systems",
  "/report",
  "record",
  "incident",
];

test("reading pages send at most 12 KB of script", async ({ as, records }) => {
  const page = await as("ops-lead-1");
  for (const name of reading) {
    const path = name === "record" ? records.submitted : name === "incident" ? records.incident : name;
    const sent = await scriptBytes(page, path);
    console.log(`${name}: ${(sent / kilobyte).toFixed(1)} KB of script`);
    expect.soft(sent, path).toBeGreaterThan(0);
    expect.soft(sent, path).toBeLessThan(12 * kilobyte);
  }
});

test("the calendar sends at most 20 KB of it", async ({ as }) => {
  const page = await as("operator-1");
  for (const view of ["month", "week", "agenda"]) {
    const sent = await scriptBytes(page, `/calendar?view=${view}`);
    console.log(`calendar, ${view}: ${(sent / kilobyte).toFixed(1)} KB of script`);
    expect.soft(sent, view).toBeLessThan(20 * kilobyte);
  }
});

test("forms send at most 40 KB more, once one is touched", async ({ as, records }) => {
  const page = await as("operator-1");
  const forms = [
    ["/changes/new/normal", "[name=title]"],
    ["/changes/new/standard?entry=1", "[name=title]"],
    ["/changes/new/emergency", "[name=what]"],
    [`${records.draft}/edit`, "[name=title]"],
    [records.scheduled, "[name=windowStart]"],
    ["/calendar/feeds", "[name=name]"],
  ] as const;
  for (const [path, touch] of forms) {
    const sent = await scriptBytes(page, path, touch);
    console.log(`${path}: ${(sent / kilobyte).toFixed(1)} KB of script`);
    expect.soft(sent, path).toBeLessThan(52 * kilobyte);
  }
});

test("the server that was built has no profiler that keeps every mark for ever", () => {
  const chunks = readdirSync(".next/server/chunks", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(`.next/server/chunks/${name}`, "utf8"));
  expect(chunks.filter((chunk) => chunk.includes("secretlint")).length).toBeGreaterThan(0);
  expect(chunks.filter((chunk) => chunk.includes("waifForExecutionPromises"))).toEqual([]);
});

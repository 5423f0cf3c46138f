import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { expect, test } from "../test";

const manifest = z.object({ rootMainFiles: z.array(z.string()) });
const kilobyte = 1024;

/** The framework's own files, from the build manifest. */
function emptyPage(): number {
  const { rootMainFiles } = manifest.parse(JSON.parse(readFileSync(".next/build-manifest.json", "utf8")));
  return rootMainFiles.reduce((total, file) => total + gzipSync(readFileSync(`.next/${file}`)).length, 0);
}

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

test("reading pages send at most 15 KB of script beyond an empty page", async ({ as, records }) => {
  const page = await as("ops-lead-1");
  for (const name of reading) {
    const path = name === "record" ? records.submitted : name === "incident" ? records.incident : name;
    const over = (await scriptBytes(page, path)) - emptyPage();
    console.log(`${name}: ${(over / kilobyte).toFixed(1)} KB over ${(emptyPage() / kilobyte).toFixed(1)} KB`);
    expect.soft(over, path).toBeLessThan(15 * kilobyte);
  }
});

test("the calendar sends at most 20 KB of script beyond an empty page", async ({ as }) => {
  const page = await as("operator-1");
  for (const view of ["month", "week", "agenda"]) {
    const over = (await scriptBytes(page, `/calendar?view=${view}`)) - emptyPage();
    console.log(`calendar, ${view}: ${(over / kilobyte).toFixed(1)} KB over ${(emptyPage() / kilobyte).toFixed(1)} KB`);
    expect.soft(over, view).toBeLessThan(20 * kilobyte);
  }
});

test("forms send at most 50 KB beyond it, their validation included", async ({ as, records }) => {
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
    const over = (await scriptBytes(page, path, touch)) - emptyPage();
    console.log(`${path}: ${(over / kilobyte).toFixed(1)} KB over ${(emptyPage() / kilobyte).toFixed(1)} KB`);
    expect.soft(over, path).toBeLessThan(50 * kilobyte);
  }
});

test("the server that was built has no profiler that keeps every mark for ever", () => {
  const chunks = readdirSync(".next/server/chunks", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(`.next/server/chunks/${name}`, "utf8"));
  expect(chunks.filter((chunk) => chunk.includes("secretlint")).length).toBeGreaterThan(0);
  expect(chunks.filter((chunk) => chunk.includes("waifForExecutionPromises"))).toEqual([]);
});

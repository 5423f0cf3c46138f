import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { pastOf, postStep, stepButton } from "../forms";
import { eventsOf } from "../ledger";
import { RawClient } from "../raw-client";
import { newSystem } from "../systems";
import { expect, test } from "../test";

const headRegion = (page: Page) => page.getByRole("region", { name: "Current state" });
const headFact = async (page: Page, term: string) =>
  (await headRegion(page)
    .locator("dt", { hasText: new RegExp(`^${term}$`) })
    .locator("xpath=following-sibling::dd[1]")
    .textContent()) ?? "";

test("an auditor sees the log, has a checkpoint signed and takes it away, and has the ledger verified", async ({
  as,
  product,
  system,
}) => {
  const page = await as("auditor-1");
  await page.goto("/");
  await page.getByRole("navigation", { name: "Windlass" }).getByRole("link", { name: "Ledger" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ledger" })).toBeVisible();
  const rows = page.getByRole("region", { name: "The log" }).getByRole("row");
  await expect(rows.filter({ hasText: system.name }).first()).toContainText("registered it");

  await postStep(page, "sign_checkpoint");
  expect(new URL(page.url()).pathname).toBe("/ledger");
  await expect(rows.nth(1)).toContainText(`Auditor One ${pastOf("sign_checkpoint")}.`);
  const size = Number((await headFact(page, "In the log")).replace(/\D/g, ""));
  expect(await headFact(page, "Last checkpoint")).toContain(`${size.toLocaleString("en")} events, signed`);
  const root = await headFact(page, "Root");

  const answer = await page.request.get("/ledger/checkpoint");
  expect(answer.headers()["content-type"]).toContain("text/plain");
  expect(answer.headers()["content-disposition"]).toBe(`attachment; filename="windlass-checkpoint-${size}.txt"`);
  const note = await answer.text();
  expect(note.split("\n").slice(1, 3)).toEqual([String(size), root]);
  await page.reload();
  await expect(page.getByRole("region", { name: "Checkpoints" }).getByRole("row").nth(1)).not.toContainText(
    "not exported",
  );

  await postStep(page, "verify_ledger");
  // Other tests write meanwhile: everything up to the request is verified, perhaps no more.
  await expect(page.locator("main")).toContainText(/The ledger verifies: all|Verified so far: [\d,]+ of [\d,]+ events/);
  await expect(page.getByRole("region", { name: "Verifications" }).getByRole("row").nth(1)).toContainText("verifies");
  await expect(page.getByRole("alert").filter({ hasText: "does not verify" })).toHaveCount(0);
  const sql = await product.sql("owner");
  const [person] = await sql`select id from people where subject = 'auditor-1'`;
  const steps = (await eventsOf(product, "person", Number(person?.id))).map(({ step }) => step);
  expect(steps).toEqual(expect.arrayContaining(["sign_checkpoint", "verify_ledger"]));
});

test("the log is read page by page, each event with its record, its hash and who did it", async ({ as, product }) => {
  for (let more = 0; more < 8; more += 1) await newSystem(product);
  const sql = await product.sql("owner");
  const page = await as("operator-1");
  await expect
    .poll(async () => {
      const [log] = await sql`select (select count(*) from ledger_entries) = (select count(*) from events) as whole`;
      return log?.whole;
    })
    .toBe(true);
  await page.goto("/ledger");
  const rows = page.getByRole("region", { name: /^The log/ }).getByRole("row");
  await expect(rows).toHaveCount(51);
  // Other tests write meanwhile: each page is checked against the event that it shows first.
  const shownFirst = async () => {
    const [, logIndex] = /Place ([\d,]+)/.exec((await rows.nth(1).getByRole("rowheader").textContent()) ?? "") ?? [];
    const [event] = await sql`
      select l.log_index as place, encode(e.hash, 'hex') as hash from ledger_entries l join events e on e.id = l.event_id where l.log_index = ${Number(logIndex?.replaceAll(",", ""))}`;
    await expect(rows.nth(1)).toContainText(String(event?.hash).slice(0, 12));
    return Number(event?.place);
  };
  const latest = await shownFirst();
  await page.getByRole("link", { name: "Older" }).click();
  await expect(rows.nth(1).getByRole("rowheader")).toContainText(`Place ${latest - 50} `);
  await page.goto("/ledger?before=2");
  await expect(rows).toHaveCount(2);
  await page.getByRole("link", { name: "Newer" }).click();
  await expect(rows).toHaveCount(51);
  expect(await shownFirst()).toBeGreaterThanOrEqual(latest);
});

test("who has no session or no role gets no checkpoint; nobody asks in another's name", { tag: "@once" }, async ({
  as,
  product,
}) => {
  const stranger = await fetch(`${product.url}/ledger/checkpoint`, { redirect: "manual" });
  expect(stranger.headers.get("location")).toContain("/sign-in?return=%2Fledger%2Fcheckpoint");
  const nobody = await RawClient.forPage(product, await as("nobody-1"));
  for (const path of ["/ledger", "/ledger/checkpoint"]) {
    const answer = await nobody.get(path);
    expect(answer.headers.get("location"), path).toContain("/no-role");
    expect(await answer.text(), path).not.toContain("windlass-ledger-");
  }
  const sql = await product.sql("owner");
  const [other] = await sql`select id from people where subject = 'operator-2'`;
  const operator = await as("operator-1");
  const raw = await RawClient.forPage(product, operator);
  const forged = await raw.forge("/ledger", { step: "verify_ledger", subject: "person", id: String(other?.id) });
  expect((await raw.take(forged)).headers.get("location")).toContain("/ledger?kept=");
  const steps = (await eventsOf(product, "person", Number(other?.id))).map(({ step }) => step);
  expect(steps).not.toContain("verify_ledger");
  await operator.goto("/ledger");
  await expect(stepButton(operator, "verify_ledger")).toHaveCount(1);
});

test("a session that wrote and does not end is named with what it means, and a worker that is away is missed", {
  tag: "@once",
}, async ({ as, product }) => {
  const sql = await product.sql("owner");
  const page = await as("reviewer-1");
  const connection = {
    pid: 4711,
    application: "psql of somebody",
    user: "windlass_owner",
    how: "open",
    since: "2026-11-22T21:00:00.000000Z",
  };
  await expect
    .poll(async () => {
      await sql`update ledger_worker_status set last_pass_at = now() - interval '1 hour', blocking_sessions = ${JSON.stringify([connection])}::text::jsonb`;
      await page.goto("/ledger");
      return page.locator("main").textContent();
    })
    .toMatch(
      /The log is not being written[\s\S]*psql of somebody \(process 4711, as windlass_owner\) has an open transaction/,
    );
  // The worker overwrites it.
  await expect
    .poll(async () => {
      await page.goto("/ledger");
      return page.locator("main").textContent();
    })
    .not.toMatch(/not being written|psql of somebody/);
});

test("what was handed out holds against the log that goes on, by the verifier that anybody can run", {
  tag: "@once",
}, async ({ as, product }) => {
  const page = await as("auditor-1");
  const note = await (await page.request.get("/ledger/checkpoint")).text();
  const checkpointFile = join(await mkdtemp(join(tmpdir(), "windlass-kept-")), "kept.txt");
  await writeFile(checkpointFile, note);
  await page.goto("/ledger");
  await postStep(page, "sign_checkpoint");
  const output = await new Promise<string>((resolve) => {
    const words = ["run", "-s", "ledger:verify", "--", "--checkpoint", checkpointFile];
    execFile("npm", words, { env: product.env }, (error, out, failed) =>
      resolve(`${error?.code ?? 0} ${out}${failed}`),
    );
  });
  expect(output).toMatch(/^0 /);
  expect(output.trimEnd().split("\n").at(-1)).toMatch(/^VERIFIED/);
});

test("a second worker beside the first is harmless, and leaves when it is told to", { tag: "@once" }, async ({
  as,
  product,
}) => {
  // Without the tsx wrapper, which may exit before its child on a busy machine.
  const second = spawn(process.execPath, ["--import", "tsx", "bin/windlass.ts", "worker"], { env: product.env });
  const ended = once(second, "exit");
  let output = "";
  second.stdout.on("data", (piece) => {
    output += String(piece);
  });
  const running = /^The ledger worker is running and signs as windlass-ledger-[0-9a-f]{8}\.$/m;
  await expect.poll(() => output, { timeout: 60_000 }).toMatch(running);
  const page = await as("operator-2");
  await page.goto("/ledger");
  await postStep(page, "sign_checkpoint");
  await postStep(page, "verify_ledger");
  await expect(page.locator("main")).toContainText(/The ledger verifies: all|Verified so far:/);
  second.kill("SIGTERM");
  expect((await ended)[0]).toBe(0);
});

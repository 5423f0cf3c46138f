import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { unzipSync } from "fflate";
import { yesterday } from "../calendar-days";
import { failedChange, normalAt } from "../change-fixtures";
import { eventsOf } from "../ledger";
import { RawClient } from "../raw-client";
import { expect, test } from "../test";

const drawn = (page: Page) => page.getByRole("list", { name: "Records drawn" }).getByRole("link").allTextContents();

test("an auditor draws a report, narrows it, and draws a sample that comes out the same again", async ({
  as,
  product,
  system,
}) => {
  const ids: number[] = [];
  for (const status of ["closed", "closed", "submitted", "approved"]) ids.push(await normalAt(product, system, status));
  const failing = await failedChange(product, system);
  ids.push(failing);
  const page = await as("auditor-1");
  await page.goto("/");
  await page.getByRole("navigation", { name: "Windlass" }).getByRole("link", { name: "Report" }).click();
  await expect(page.getByRole("heading", { name: "Change report", level: 1 })).toBeVisible();
  await page.getByText("Filter, sample and evidence sheets").click();
  await page.getByLabel("From", { exact: true }).fill(yesterday());
  await page.getByLabel("System").selectOption(String(system.id));
  await page.getByLabel("Draw a sample of").fill("3");
  await page.getByLabel("Seed").fill("audit 2026");
  await page.getByLabel("Evidence sheets", { exact: true }).selectOption("sample");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("table", { name: "The population" }).getByRole("rowheader")).toHaveCount(ids.length);
  for (const id of ids) await expect(page.getByRole("link", { name: `CHG-${id}` }).first()).toBeVisible();
  await expect(page.getByText("none: every number from the first to the last is present")).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(3);
  const sample = await drawn(page);
  expect(sample).toHaveLength(3);
  expect(
    await page.getByRole("article").getByRole("heading", { level: 3 }).getByRole("link").allTextContents(),
  ).toEqual(sample);
  await page.reload();
  expect(await drawn(page)).toEqual(sample);
  await page.getByLabel("Evidence sheets", { exact: true }).selectOption("all");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("article")).toHaveCount(ids.length);
  const failed = page.getByRole("article", { name: `CHG-${failing}` });
  await expect(failed.getByRole("row", { name: /Failed: rolled back/ })).toContainText("Pending");
  await expect(failed.getByRole("row", { name: /Reviewed by somebody/ })).toContainText("Pass");
});

for (const account of ["operator-1", "reviewer-1", "ops-lead-1", "auditor-1"])
  test(`last quarter's emergencies are two clicks away for ${account}, beside those of the quarter before`, async ({
    as,
  }) => {
    const page = await as(account);
    await page.goto("/changes");
    const navigation = page.getByRole("navigation", { name: "Windlass" });
    await navigation.locator("summary", { hasText: "Operate" }).click();
    await navigation.getByRole("link", { name: "Last quarter’s emergencies" }).click();
    await expect(page).toHaveURL(/from=20\d\d-\d\d-01&to=20\d\d-\d\d-\d\d&type=emergency$/);
    await expect(page.getByRole("link", { name: "Last quarter", exact: true })).toHaveAttribute("aria-current", "true");
    await expect(page.getByRole("link", { name: "Emergency", exact: true })).toHaveAttribute("aria-current", "true");
  });

test("the first page of a report is its summary, and leads to each of its parts", async ({ as, product, system }) => {
  await failedChange(product, system);
  const page = await as("auditor-1");
  await page.goto(`/report?from=${yesterday()}&system=${system.id}`);
  const summary = page.getByRole("region", { name: "Summary" });
  await expect(summary.getByRole("row", { name: /^Carried out without a failure/ })).toContainText("0 of 1");
  await summary.getByRole("link", { name: "Exceptions", exact: true }).click();
  await expect(page.getByRole("heading", { name: "4 Exceptions" })).toBeInViewport();
  await page.getByRole("navigation", { name: "Print" }).getByRole("link", { name: "Summary" }).click();
  await expect(page.getByRole("heading", { name: "5 The population" })).toHaveCount(0);
  await page.getByRole("link", { name: "Back to the report" }).click();
  await expect(page.getByRole("table", { name: "The population" })).toBeVisible();
});

test("trends show what the report of each month shows, and lead to it", async ({ as, product, system }) => {
  await failedChange(product, system);
  const page = await as("auditor-1");
  await page.goto("/trends");
  await expect(page.getByRole("figure")).toHaveCount(4);
  const months = page.getByRole("table", { name: "By month" }).getByRole("rowheader");
  await expect(months).toHaveCount(12);
  const [, opened, success, lead, , emergencies] = await page
    .getByRole("table", { name: "By month" })
    .getByRole("row")
    .nth(1)
    .locator("th, td")
    .allTextContents();
  await months.first().getByRole("link").click();
  const summary = page.getByRole("region", { name: "Summary" });
  await expect(summary).toBeVisible();
  for (const [figure, shown] of [
    ["Changes opened", opened],
    ["Carried out without a failure", success],
    ["Lead time, median", lead],
    ["Emergency share", emergencies],
  ] as const) {
    const cells = await summary
      .getByRole("row", { name: new RegExp(`^${figure}`) })
      .locator("td")
      .allTextContents();
    const expected = cells.slice(0, 2).join(" ").trim();
    expect(shown?.replace(/^(Opened|Carried out without a failure|Lead time, median|Emergency share)/, "").trim()).toBe(
      expected,
    );
  }
});

test("whoever has no role sees nothing of the report", { tag: "@once" }, async ({ as }) => {
  const page = await as("nobody-1");
  const answer = await page.goto("/report?from=2020-01-01&to=2030-01-01");
  await expect(page).toHaveURL(/\/no-role$/);
  expect(await answer?.text()).not.toMatch(/CHG-\d|Population/);
});

async function runVerifier(text: string, ...options: string[]): Promise<{ code: number; output: string }> {
  const file = join(await mkdtemp(join(tmpdir(), "windlass-evidence-")), "export.json");
  await writeFile(file, text);
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ["bin/auditor/verify.mjs", file, ...options], (_, output) =>
      resolve({ code: child.exitCode ?? 1, output }),
    );
  });
}

test("an auditor takes a change away as evidence, which a stranger's verifier holds to a checkpoint kept before", {
  tag: "@once",
}, async ({ as, product, system }) => {
  const page = await as("auditor-1");
  const checkpointFile = join(await mkdtemp(join(tmpdir(), "windlass-kept-")), "checkpoint");
  await writeFile(checkpointFile, await (await page.request.get("/ledger/checkpoint")).text());
  const id = await normalAt(product, system, "closed", { why: 'Quotes " and </script> \u2028 🙈' });
  await page.goto(`/changes/CHG-${id}`);
  const link = page.getByRole("link", { name: "Evidence (JSON)" });
  const answer = await page.request.get((await link.getAttribute("href")) ?? "");
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-disposition"]).toBe(`attachment; filename="demonstration-CHG-${id}-evidence.json"`);
  const text = await answer.text();
  expect(JSON.parse(text).records[1].facts.why).toBe('Quotes " and </script> \u2028 🙈');
  const { code, output } = await runVerifier(text, "--checkpoint", checkpointFile);
  expect(output.trimEnd().split("\n").at(-1)).toMatch(/^VERIFIED: /);
  expect(output).toContain("Checked against the given checkpoint");
  expect(code).toBe(0);

  const changed = await runVerifier(text.replaceAll("</script>", "<script>"));
  expect(changed).toEqual({ code: 1, output: expect.stringMatching(new RegExp(`BROKEN: CHG-${id}, event 1 .*"why"`)) });
  const sql = await product.sql("owner");
  const [auditor] = await sql`select id from people where subject = 'auditor-1'`;
  const events = await eventsOf(product, "person", Number(auditor?.id));
  expect(events.findLast(({ step }) => step === "export")?.data).toMatchObject({ ofChange: id, population: 1 });
  await page.emulateMedia({ media: "print" });
  await expect(link).toBeHidden();
});

test("an auditor takes a report away as one archive: pages that need no product, evidence, verifier and policy", {
  tag: "@once",
}, async ({ as, product, system }) => {
  const id = await normalAt(product, system, "closed");
  const page = await as("auditor-1");
  await page.goto(`/report?from=${yesterday()}&system=${system.id}&sample=1`);
  const path = (await page.getByRole("link", { name: "Evidence pack (ZIP)" }).getAttribute("href")) ?? "";
  const answer = await page.request.get(path);
  expect(answer.headers()["content-disposition"]).toMatch(/filename="demonstration-changes-[\d-]+-to-[\d-]+\.zip"$/);
  const files = Object.entries(unzipSync(await answer.body()));
  const text = (end: string) => Buffer.from(files.find(([name]) => name.endsWith(end))?.[1] ?? []).toString("utf8");
  // Another story may have published a later version of the policy.
  const names = files.map(([name]) => name.replace(/\d[\d-]+-to-[\d-]+/, "period"));
  expect(names.filter((name) => !/^policy\/version-(?!1\.)/.test(name))).toEqual([
    "changes-period.json",
    "pages/summary.html",
    "pages/sample.html",
    "pages/report.html",
    "policy/version-1.html",
    "verifier/verify.mjs",
    "verifier/sample.mjs",
    "README.txt",
    "SHA256SUMS",
  ]);
  expect(await runVerifier(text(".json"))).toMatchObject({ code: 0 });
  for (const [name, bytes] of files.slice(0, -1))
    expect(text("SHA256SUMS")).toContain(`${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`);
  const offline = await page.context().newPage();
  const requests: string[] = [];
  offline.on("request", (request) => requests.push(request.url()));
  await offline.setContent(text("pages/sample.html"));
  await expect(offline.getByRole("article", { name: `CHG-${id}` })).toBeVisible();
  expect([requests, text("pages/sample.html").match(/<script|src=/g)]).toEqual([[], null]);
  await offline.close();
  const sql = await product.sql("owner");
  const [auditor] = await sql`select id from people where subject = 'auditor-1'`;
  const exported = (await eventsOf(product, "person", Number(auditor?.id))).findLast(({ step }) => step === "export");
  expect(exported?.data).toMatchObject({ exported: "report.zip", population: 1 });
  expect((await page.request.head(path)).status()).toBe(405);
});

test("a report is taken away as evidence of all its changes; who has no role or no session gets none", {
  tag: "@once",
}, async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const page = await as("operator-1");
  const path = `/report.json?from=${yesterday()}&system=${system.id}&sample=1&seed=x`;
  const answer = await page.request.get(path);
  const { about, records } = JSON.parse(await answer.text());
  expect(about).toMatchObject({ demonstration: true, population: { count: 1 }, sample: { numbers: [`CHG-${id}`] } });
  expect(records.map(({ number }: { number: string }) => number)).toEqual(["export", `CHG-${id}`]);
  expect(await runVerifier(await answer.text())).toMatchObject({ code: 0 });
  expect((await page.request.get("/changes/CHG-999999/evidence.json")).status()).toBe(404);
  expect((await page.request.head(path)).status()).toBe(405);
  for (const one of [path, path.replace(".json", ".zip"), `/changes/CHG-${id}/evidence.json`]) {
    const stranger = await fetch(product.url + one, { redirect: "manual" });
    expect(stranger.headers.get("location")).toBe(`/sign-in?return=${encodeURIComponent(one)}`);
    const nobody = await (await RawClient.forPage(product, await as("nobody-1"))).get(one);
    expect(nobody.headers.get("location")).toBe("/no-role");
  }
});

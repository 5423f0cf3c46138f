import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { normalAt } from "../change-fixtures";
import { eventsOf } from "../ledger";
import { RawClient } from "../raw-client";
import { expect, test } from "../test";

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

test("a report is taken away as evidence of all its changes; who has no role or no session gets none", {
  tag: "@once",
}, async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const page = await as("operator-1");
  const path = `/report.json?system=${system.id}&sample=1&seed=x`;
  const answer = await page.request.get(path);
  const { about, records } = JSON.parse(await answer.text());
  expect(about).toMatchObject({ demonstration: true, population: { count: 1 }, sample: { numbers: [`CHG-${id}`] } });
  expect(records.map(({ number }: { number: string }) => number)).toEqual(["export", `CHG-${id}`]);
  expect(await runVerifier(await answer.text())).toMatchObject({ code: 0 });
  expect((await page.request.get("/changes/CHG-999999/evidence.json")).status()).toBe(404);
  expect((await page.request.head(path)).status()).toBe(405);
  for (const one of [path, `/changes/CHG-${id}/evidence.json`]) {
    const stranger = await fetch(product.url + one, { redirect: "manual" });
    expect(stranger.headers.get("location")).toBe(`/sign-in?return=${encodeURIComponent(one)}`);
    const nobody = await (await RawClient.forPage(product, await as("nobody-1"))).get(one);
    expect(nobody.headers.get("location")).toBe("/no-role");
  }
});

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import postgres from "postgres";
import { readProductVersion } from "../../bin/product-version";
import { failedChange, normalAt } from "../change-fixtures";
import { eventsOf } from "../ledger";
import { openAndSignIn, tokenOf } from "../sign-in";
import { expect, test } from "../test";

const { version } = readProductVersion();

test("the change page and the incident page say what they are for people's own scripts", async ({
  as,
  product,
  system,
}) => {
  const id = await failedChange(product, system);
  const page = await as("operator-1");
  await page.goto(`/changes/CHG-${id}`);
  const main = page.locator("main");
  await expect(main).toHaveAttribute("data-number", `CHG-${id}`);
  await expect(main).toHaveAttribute("data-type", "normal");
  await expect(main).toHaveAttribute("data-status", "failed");
  await expect(page.locator("button[name=step][value=roll_back]")).toHaveCount(1);
  await page.getByRole("link", { name: /^INC-\d+ \(/ }).click();
  await expect(main).toHaveAttribute("data-number", /^INC-\d+$/);
  await expect(main).toHaveAttribute("data-status", "open");
});

test("the session's cookie is windlass-session, for the server alone", async ({ page }) => {
  await openAndSignIn(page, "operator-1");
  const cookie = (await page.context().cookies()).find(({ name }) => name === "windlass-session");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", secure: false, path: "/" });
  expect(Buffer.from(cookie?.value ?? "", "base64url").length).toBe(32);
});

test("an emergency asks for three fields", async ({ as }) => {
  const page = await as("operator-1");
  await page.goto("/changes/new/emergency");
  const form = page.locator("form", { has: page.locator("button[value=declare]") });
  const required = await form
    .locator("label:not(:has(input)), legend")
    .evaluateAll((labels) => labels.filter((label) => !/\(|not in the list/.test(label.textContent ?? "")).length);
  expect(required).toBeLessThanOrEqual(3);
});

const run = promisify(execFile);

for (const role of ["app", "owner", "worker"])
  test(`npm run -s db:url -- ${role} prints a connection string`, async ({ product }) => {
    const { stdout } = await run("npm", ["run", "-s", "db:url", "--", role], { env: product.env });
    const sql = postgres(stdout.trim(), { max: 1, onnotice: () => {} });
    const [who] = await sql`select current_user as name`;
    await sql.end();
    expect(who?.name).toBe(`windlass_${role}`);
  });

test("a step by SQL is an insert into events, as the person of the token", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const token = await tokenOf(await as("reviewer-1"));
  const sql = await product.sql("app");
  await sql.begin(async (tx) => {
    await tx`select set_config('windlass.session', ${token}, true)`;
    await tx`insert into events (subject_type, subject_id, step, read_at, input) select 'change', id, 'review', step_seq, '{}' from changes where id = ${id}`;
  });
  expect((await eventsOf(product, "change", id)).at(-1)).toMatchObject({ step: "review", by: "reviewer-1" });
});

test("it is alive and ready for whoever asks by whatever name", async ({ product }) => {
  for (const path of ["/healthz", "/readyz"]) {
    const answer = await fetch(`http://127.0.0.1:${product.port}${path}`, { headers: { Host: "probe" } });
    expect(answer.status).toBe(200);
  }
  const ready = await fetch(`http://127.0.0.1:${product.port}/readyz`, { headers: { Host: "probe" } });
  expect(await ready.json()).toMatchObject({ ready: true, version });
  const verbose = await fetch(`http://127.0.0.1:${product.port}/readyz?verbose`, { headers: { Host: "probe" } });
  expect(verbose.headers.get("content-type")).toContain("text/plain");
  const lines = (await verbose.text()).trim().split("\n");
  expect(lines.slice(0, 3)).toEqual(expect.arrayContaining(["+ database: reachable", "+ rulebook: current"]));
  expect(lines).toContainEqual(expect.stringMatching(/^\+ ledger's worker: reported \d+ s ago$/));
  expect(lines).toContainEqual(expect.stringMatching(/^\+ build: \d/));
  expect(lines.at(-1)).toBe("ready");
});

test("each page says its version, and the start does first", async ({ as, product }) => {
  const page = await as("operator-1");
  await page.goto("/");
  await expect(page.locator("footer [data-version]")).toHaveAttribute("data-version", version);
  expect(await product.output()).toMatch(new RegExp(`Windlass ${version.replaceAll(".", "\\.")}\\b.* starts\\.`));
});

test("without a contact for it there is no security.txt", async ({ product }) => {
  expect((await fetch(`${product.url}/.well-known/security.txt`)).status).toBe(404);
});

test("without a token for it there are no metrics", async ({ product }) => {
  const headers = { Authorization: "Bearer anything" };
  expect((await fetch(`${product.url}/metrics`, { headers })).status).toBe(404);
});

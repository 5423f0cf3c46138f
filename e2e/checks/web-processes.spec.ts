import { Agent, get } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { routePatterns } from "../../lib/monitoring/route-pattern";
import { normalAt } from "../change-fixtures";
import { whileInsertsFail } from "../database/database-failures";
import { stepsOf } from "../ledger";
import { descendantsOf, isRunning } from "../processes";
import { Product } from "../product";
import { RawClient } from "../raw-client";
import { test as base, expect } from "../test";

const metricsToken = "the-token-of-prometheus";

const test = base.extend<object, { product: Product }>({
  product: [
    async ({ slackServer }, use) => {
      const product = await Product.start({
        SLACK_WEBHOOK_URL: slackServer.url,
        WEB_PROCESSES: "2",
        METRICS_TOKEN: metricsToken,
        LOG_FORMAT: "json",
      });
      await use(product);
      await product.remove();
    },
    { scope: "worker", timeout: 600_000 },
  ],
});

const webProcesses = (product: Product) =>
  descendantsOf(product.pid).filter(({ environment }) => environment.includes("NODE_UNIQUE_ID="));

test("two processes serve pages, a step that one takes is seen by both, and one that ends is replaced", async ({
  as,
  product,
  system,
}) => {
  test.skip(process.platform !== "linux", "Processes are looked up in /proc.");
  expect(webProcesses(product)).toHaveLength(2);
  const id = await normalAt(product, system, "submitted");
  const raw = await RawClient.forPage(product, await as("reviewer-1"));
  const path = `/changes/CHG-${id}`;
  const form = await raw.forge(path, { step: "note", subject: "change", id: String(id), seq: "2", comment: "Seen." });
  expect((await raw.take(form)).headers.get("location")).toBe(path);
  for (const html of await pagesOfAll(product, path, raw)) expect(html).toContain("Seen.");
  const [first, second] = webProcesses(product);
  process.kill(first?.pid ?? 0, "SIGKILL");
  await expect.poll(() => webProcesses(product).filter(({ pid }) => pid !== first?.pid).length).toBe(2);
  expect(isRunning(second?.pid ?? 0)).toBe(true);
  await expect(async () => {
    for (const html of await pagesOfAll(product, path, raw)) expect(html).toContain("Seen.");
  }).toPass();
  expect(await stepsOf(product, id)).toEqual(["draft", "submit", "note"]);
});

test("what one process keeps while the database cannot, every process gives back", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const raw = await RawClient.forPage(product, await as("reviewer-1"));
  const path = `/changes/CHG-${id}`;
  const form = await raw.forge(path, {
    step: "note",
    subject: "change",
    id: String(id),
    seq: "2",
    comment: "No room.",
  });
  const answer = await whileInsertsFail(product, "53100", () => raw.take(form));
  const draftPath = answer.headers.get("location") ?? "";
  expect(draftPath).toContain("?kept=");
  await expect(async () => {
    for (const html of await pagesOfAll(product, draftPath, raw)) expect(html).toContain("No room.");
  }).toPass();
});

test("Prometheus reads what all processes counted together, with its token alone", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const raw = await RawClient.forPage(product, await as("reviewer-1"));
  const path = `/changes/CHG-${id}`;
  const before = await metricsOf(product);
  await pagesOfAll(product, path, raw);
  const note = { step: "note", subject: "change", id: String(id), comment: "Counted." };
  for (const seq of ["2", "2"]) await raw.take(await raw.forge(path, { ...note, seq }));
  await raw.take(await raw.forge(path, { step: "approve", subject: "change", id: String(id), seq: "2" }));
  const after = await metricsOf(product);
  const grown = (series: string) => (after.get(series) ?? 0) - (before.get(series) ?? 0);
  const page = 'windlass_http_request_duration_seconds_count{route="/changes/:number",method="GET",status="2xx"}';
  // Those of the forms, too.
  expect(grown(page)).toBeGreaterThanOrEqual(6);
  expect(grown('windlass_steps_total{record="change",step="note"}')).toBe(2);
  const refused = [...after.keys()].filter((name) => name.startsWith('windlass_refusals_total{step="approve",clause='));
  expect(refused.map(grown)).toEqual([1]);
  expect(after.get("windlass_database_up")).toBe(1);
  expect(after.get('windlass_worker_report_age_seconds{worker="ledger"}')).toBeLessThan(60);
  expect(after.get("windlass_emergencies_overdue")).toBe(0);
  for (const [authorization, status] of [
    ["", 401],
    ["Bearer guess", 401],
    [`Basic ${metricsToken}`, 401],
  ] as const)
    expect((await fetch(`${product.url}/metrics`, { headers: { authorization } })).status).toBe(status);
});

test("every answer has its request's id, which error pages show and the log finds", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const page = await as("operator-1");
  const answer = await page.goto(`/changes/CHG-99999999`);
  const requestId = (await answer?.allHeaders())?.["x-request-id"] ?? "none";
  await expect(page.locator("main")).toContainText(`Request ID: ${requestId}`);
  const raw = await RawClient.forPage(product, page);
  const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
  const given = { "X-Request-Id": "given-by-the-proxy" };
  const traced = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
  for (const [headers, expected] of [
    [given, "given-by-the-proxy"],
    [traced, traceId],
    [{ "X-Request-Id": "not well formed" }, expect.stringMatching(/^[\da-f]{24}$/)],
  ] as const)
    for (const path of ["/sign-in", "/healthz", "/assets/none.css", "/nowhere", "/calendar.ics?token=x", "/api/gate"])
      expect((await fetch(product.url + path, { headers })).headers.get("x-request-id"), path).toEqual(expected);
  const refused = await fetch(`${product.url}/steps`, { method: "POST", headers: given, body: "x=1" });
  expect([refused.status, await refused.text()]).toEqual([
    403,
    expect.stringContaining("Request ID: given-by-the-proxy"),
  ]);
  const form = await raw.forge(`/changes/CHG-${id}`, { step: "approve", subject: "change", id: String(id), seq: "2" });
  await raw.take(form);
  await expect
    .poll(async () => (await linesOf(product)).filter((line) => line.step === "approve").at(-1))
    .toMatchObject({
      component: "web",
      route: "/steps",
      method: "POST",
      status: 303,
      person: expect.any(Number),
      clause: "normal-approved",
    });
  expect((await linesOf(product)).find((line) => line.requestId === requestId)).toMatchObject({
    route: "/changes/:number",
    status: 404,
  });
});

test("a page that fails gives its request's id, under which the log has the error, its code and its place", async ({
  as,
  product,
}) => {
  const raw = await RawClient.forPage(product, await as("ops-lead-1"));
  const owner = await product.sql("owner");
  await owner`revoke select on halts from windlass_app`;
  const answer = await raw.get("/halts").finally(() => owner`grant select on halts to windlass_app`);
  const requestId = answer.headers.get("x-request-id") ?? "none";
  expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining(`Request ID: ${requestId}`)]);
  const lines = () => linesOf(product).then((all) => all.filter((line) => line.requestId === requestId));
  await expect.poll(lines).toMatchObject([
    { level: "error", error: "DatabaseError", code: "42501", at: expect.any(Array), component: "web" },
    { level: "error", route: "/halts", status: 500, person: expect.any(Number), msg: "request" },
  ]);
});

test("the log is lines of JSON, with patterns for addresses and nothing that was sent", async ({
  as,
  product,
  system,
}) => {
  const secret = "pl4nted-s3cret-in-every-place";
  const id = await normalAt(product, system, "submitted");
  const raw = await RawClient.forPage(product, await as("reviewer-1"));
  const path = `/changes/CHG-${id}`;
  const note = { step: "note", subject: "change", id: String(id), seq: "2", comment: `Seen ${secret}.` };
  await raw.take(await raw.forge(path, note));
  await whileInsertsFail(product, "53100", async () => raw.take(await raw.forge(path, note)));
  const headers = {
    Cookie: `windlass-session=${secret}`,
    Authorization: `Bearer ${secret}`,
    "X-Request-Id": `<${secret}>`,
  };
  const addresses = [
    `/calendar.ics?token=${secret}`,
    `/changes/${secret}`,
    `/changes?q=${secret}`,
    `/${secret}`,
    `/api/gate?client=${secret}`,
    `/api/auth/callback/oidc?code=${secret}&state=${secret}`,
    `/api/auth/callback/oidc?error=${secret}&error_description=${secret}`,
    `/metrics?token=${secret}`,
    `/sign-in?return=/${secret}&reason=${secret}`,
    `/report.csv?from=${secret}`,
  ];
  for (const address of addresses) await fetch(product.url + address, { headers, redirect: "manual" });
  const sent = { method: "POST", redirect: "manual" as const, headers: { ...headers, Origin: product.url } };
  for (const address of ["/steps", "/idp/interaction/x", "/api/auth/backchannel-logout", "/sign-out", "/calendar/move"])
    await fetch(product.url + address, {
      ...sent,
      body: new URLSearchParams({ password: secret, logout_token: secret }),
    });
  const patterns = new Set<unknown>(routePatterns);
  const requests = async () => (await linesOf(product)).filter(({ msg }) => msg === "request");
  await expect.poll(async () => (await requests()).filter(({ route }) => route === "/calendar/move").length).toBe(1);
  expect((await requests()).length).toBeGreaterThan(20);
  expect((await requests()).filter(({ route }) => !patterns.has(route))).toEqual([]);
  expect((await linesOf(product)).map(({ component }) => component)).toEqual(expect.arrayContaining(["start", "web"]));
  expect(await product.output()).not.toContain(secret);
  expect(await product.output()).toContain("Sign-in failed (other_browser");
});

/** The samples of `/metrics`, by their series. */
async function metricsOf({ url }: Product): Promise<ReadonlyMap<string, number>> {
  const answer = await fetch(`${url}/metrics`, { headers: { Authorization: `Bearer ${metricsToken}` } });
  expect(answer.status).toBe(200);
  const lines = (await answer.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
  );
}

/** What the product logged; a line that is no JSON fails. */
async function linesOf(product: Product): Promise<readonly Record<string, unknown>[]> {
  const lines = (await product.output()).split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line));
}

/** The page as connections of their own get it, which the processes take by turns. */
async function pagesOfAll({ url }: Product, path: string, { cookie }: RawClient): Promise<string[]> {
  const pages: string[] = [];
  for (let turn = 0; turn < 6; turn++) {
    pages.push(await pageOverOwnConnection(url + path, cookie));
    await pause(1);
  }
  return pages;
}

function pageOverOwnConnection(address: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    get(address, { agent: new Agent({ keepAlive: false }), headers }, async (answer) => {
      let text = "";
      for await (const piece of answer.setEncoding("utf8")) text += piece;
      resolve(text);
    }).on("error", reject);
  });
}

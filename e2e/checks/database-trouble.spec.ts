import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { connect } from "node:net";
import { readProductVersion } from "../../bin/product-version";
import { databaseFailureMessages } from "../../lib/web/database-failure";
import { noForms } from "../../lib/web/refused-request";
import { normalAt } from "../change-fixtures";
import { whileBackendKilled, whileInsertsFail, whileReadOnly, whileTablesLocked } from "../database/database-failures";
import { expectStatus, stepButton, stepForm } from "../forms";
import { stepsOf } from "../ledger";
import type { Product } from "../product";
import { RawClient } from "../raw-client";
import { tokenOf } from "../sign-in";
import { expect, test } from "../test";

// Database failures are explained, the form is stored, and nothing of it reaches a log.

test.describe.configure({ timeout: 600_000 });

test("a step that waits for a lock in vain comes back filled, and the same form then counts once", async ({
  as,
  product,
  system,
}) => {
  const id = await normalAt(product, system, "submitted");
  const path = `/changes/CHG-${id}`;
  const page = await as("reviewer-1");
  await page.goto(path);
  const form = stepForm(page, "note");
  await form.locator("[name=comment]").fill("Kept through a lock.");
  const key = await form.locator("[name=key]").inputValue();
  const raw = await RawClient.forPage(product, page);
  const formData = await raw.forge(path, {
    step: "note",
    subject: "change",
    id: String(id),
    seq: "2",
    comment: "By hand.",
  });
  await whileTablesLocked(product, "idempotency_keys", async () => {
    await stepButton(page, "note").click();
    const answer = await raw.take(formData);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, expect.stringMatching(/\?kept=[\w-]{36}/)]);
    expect(await raw.pageText(answer)).toContain("did not finish in time. Nothing was saved.");
    await expect(page.locator("main")).toContainText("Nothing was saved");
    await expect(stepForm(page, "note").locator("[name=comment]")).toHaveValue("Kept through a lock.");
    expect(await stepForm(page, "note").locator("[name=key]").inputValue()).toBe(key);
  });
  expect(await stepsOf(product, id)).toEqual(["draft", "submit"]);
  await stepButton(page, "note").click();
  await expect(page.locator("main")).toContainText("Kept through a lock.");
  for (const _ of [1, 2]) expect((await raw.take(formData)).headers.get("location")).toBe(path);
  expect(await stepsOf(product, id)).toEqual(["draft", "submit", "note", "note"]);
});

test("where the database cannot even keep the form, this process does", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const path = `/changes/CHG-${id}`;
  const page = await as("reviewer-1");
  const raw = await RawClient.forPage(product, page);
  const form = await raw.forge(path, {
    step: "note",
    subject: "change",
    id: String(id),
    seq: "2",
    comment: "No room.",
  });
  const answer = await whileInsertsFail(product, "53100", () => raw.take(form));
  expect(answer.status).toBe(303);
  const pageText = await raw.pageText(answer);
  expect(pageText).toContain(`${databaseFailureMessages.full.happened} Nothing was saved.`);
  const html = await (await raw.get(answer.headers.get("location") ?? "")).text();
  expect(html).toContain("No room.");
  expect(html).toContain(`value="${form.get("key")}"`);
  expect((await raw.take(form)).headers.get("location")).toBe(path);
  expect(await stepsOf(product, id)).toEqual(["draft", "submit", "note"]);
});

test("a page that waits in vain is a 503 with words, and so is a file", async ({ as, product }) => {
  const page = await as("reviewer-1");
  const raw = await RawClient.forPage(product, page);
  await whileTablesLocked(product, "changes", async () => {
    const answers = await Promise.all(["/changes", "/", "/report.csv", "/calendar"].map((path) => raw.get(path)));
    for (const answer of answers) {
      expect([answer.url, answer.status, answer.headers.get("retry-after")]).toEqual([answer.url, 503, "5"]);
      expect(await answer.text()).toContain(databaseFailureMessages.held.happened.replace(/^.*’s /, ""));
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    }
  });
  expect((await raw.get("/changes")).status).toBe(200);
});

test("a database that only reads is away: pages, steps and readyz say so, and no form is lost", async ({
  as,
  product,
  system,
}) => {
  const id = await normalAt(product, system, "submitted");
  const path = `/changes/CHG-${id}`;
  const page = await as("reviewer-1");
  await page.goto(path);
  await stepForm(page, "note").locator("[name=comment]").fill("Typed into the page.");
  const raw = await RawClient.forPage(product, page);
  const form = await raw.forge(path, {
    step: "note",
    subject: "change",
    id: String(id),
    seq: "2",
    comment: "Sent <again>.",
  });
  await whileReadOnly(product, async () => {
    // The first response may be about cut connections.
    await expect(async () => {
      const answer = await raw.take(form);
      const output = await answer.text();
      expect(answer.status).toBe(503);
      expect(output).toContain("Nothing was saved.");
      expect(output).toContain("Sent &#60;again&#62;.");
      expect(output).toContain(`name="key" value="${form.get("key")}"`);
      expect(output).toContain(databaseFailureMessages["read-only"].happened);
    }).toPass();
    await stepButton(page, "note").click();
    // What was sent is in the answer itself, by which the very same form is sent again.
    await expect(page.locator("main")).toContainText("Nothing was saved.");
    await expect(page.locator("main")).toContainText("Typed into the page.");
    await expect(async () => expect((await raw.get(path)).status).toBe(503)).toPass();
    expect(await (await raw.get("/policy")).text()).toContain(databaseFailureMessages.away.title);
    const ready = await raw.get("/readyz");
    expect([ready.status, await ready.json()]).toEqual([
      503,
      {
        ready: false,
        database: "read-only",
        migrations: "current",
        rulebook: "unknown",
        words: expect.stringContaining(databaseFailureMessages["read-only"].happened),
        version: readProductVersion().version,
      },
    ]);
    expect((await raw.get("/healthz")).status).toBe(200);
  });
  await expect(async () => expect((await raw.get(path)).status).toBe(200)).toPass();
  await page.getByRole("button", { name: "Send it again" }).click();
  await expectStatus(page, "submitted");
  await expect(page.locator("main")).toContainText("Typed into the page.");
  // The restored page has the same idempotency key.
  expect((await raw.take(form)).headers.get("location")).toBe(path);
  expect(await stepsOf(product, id)).toEqual(["draft", "submit", "note", "note"]);
});

test("whatever fails, no output and no answer holds a token, a text or the address of a feed", async ({
  as,
  product,
  system,
}) => {
  const id = await normalAt(product, system, "submitted");
  const path = `/changes/CHG-${id}`;
  const page = await as("reviewer-1");
  const raw = await RawClient.forPage(product, page);
  const secret = (of: string) => `MARK${of}${"x".repeat(43)}`.slice(0, 43);
  const secrets = ["MARK", await tokenOf(page)];
  const base = await raw.scrape(path);
  const sendRequests = async () => {
    const form = await raw.forge(base, {
      step: "note",
      subject: "change",
      id: String(id),
      seq: "2",
      comment: "MARK text",
    });
    const named = await raw.forge(base, {
      step: "register",
      subject: "system",
      name: "MARK name",
      client: "MARK client",
    });
    const bearer = { Authorization: `Bearer ${secret("gate")}` };
    const answers = await Promise.all([
      raw.take(form),
      raw.take(named),
      raw.get(`/calendar.ics?token=${secret("feed")}`),
      raw.get("/api/gate?client=MARK&application=MARK", bearer),
      raw.get(`${path}?q=MARK`),
      raw.get("/changes?q=MARK"),
    ]);
    for (const answer of answers) {
      expect(answer.status, answer.url).not.toBe(500);
      const isOwn = ["/changes", "/steps"].some((path) => answer.url.includes(path));
      if (!isOwn) expect(await answer.text()).not.toContain("MARK");
    }
  };
  for (const code of ["53100", "57014", "40P01", "53300", "XX000", "22023"])
    await whileInsertsFail(product, code, sendRequests);
  await whileReadOnly(product, sendRequests);
  await whileBackendKilled(product, "sessions, idempotency_keys, feeds, gate_tokens, form_drafts", sendRequests);
  await expect(async () => expect((await raw.get("/readyz")).status).toBe(200)).toPass({ timeout: 30_000 });
  await expect(async () => expect((await raw.get(path)).status).toBe(200)).toPass({ timeout: 30_000 });
  const outputs = await product.output();
  expect(outputs).toContain("DatabaseError");
  for (const mark of secrets) expect(outputs.split("\n").filter((line) => line.includes(mark))).toEqual([]);
  const log = await readFile(`${product.folder}/postgres.log`, "utf8");
  for (const mark of secrets) expect(log.split("\n").filter((line) => line.includes(mark))).toEqual([]);
});

test("methods that no page knows are refused with 4xx", async ({ product }) => {
  for (const method of ["TRACE", "TRACK", "PUT", "PATCH", "DELETE", "PROPFIND", "SEARCH", "PURGE"])
    for (const path of ["/", "/changes", "/api/gate", "/calendar.ics", "/healthz", "/idp/auth", "/_next/static/x.js"])
      expect(await statusOf(product, method, path), `${method} ${path}`).toMatch(/^4\d\d$/);
  expect(
    await sendRaw(product, `CONNECT localhost:${product.port} HTTP/1.1\r\nHost: localhost:${product.port}\r\n\r\n`),
  ).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(await sendRaw(product, `ODD / HTTP/1.1\r\nHost: localhost:${product.port}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 4\d\d /,
  );
});

test("paths that only begin like a handler's take nothing that is posted", async ({ as, product }) => {
  const raw = await RawClient.forPage(product, await as("operator-1"));
  for (const path of [
    "/api/foo",
    "/api/gatefoo",
    "/sign-outs",
    "/calendar.icsx",
    "/calendar/movex",
    "/healthzfoo",
    "/_next/foo",
  ]) {
    const answer = await raw.post(path, '["$@1"]', { "next-action": "0".repeat(42), "content-type": "text/plain" });
    expect([path, answer.status, answer.headers.get("allow")]).toEqual([path, 405, "GET, HEAD"]);
    expect(await answer.text()).toContain(noForms.message);
  }
});

test("a live calendar ends with the session that opened it", async ({ as, product }) => {
  const page = await as("operator-2");
  const token = await tokenOf(page);
  const stream = await fetch(`${product.url}/calendar/live`, { headers: { Cookie: `windlass-session=${token}` } });
  expect(stream.status).toBe(200);
  const ended = stream.text();
  const raw = await RawClient.forPage(product, page);
  await raw.post("/sign-out", new FormData());
  expect(await ended).toContain("retry:");
  expect((await raw.get("/calendar/live")).status).toBe(401);
});

function statusOf(product: Product, method: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { Origin: product.url };
    request({ host: "localhost", port: product.port, method, path, headers }, (answer) => {
      answer.resume();
      resolve(String(answer.statusCode));
    })
      .on("error", reject)
      .end();
  });
}

async function sendRaw(product: Product, text: string): Promise<string> {
  const socket = connect(product.port, "127.0.0.1");
  const output: string[] = [];
  socket.on("data", (part: Buffer) => output.push(part.toString()));
  socket.write(text);
  await once(socket, "close");
  return output.join("");
}

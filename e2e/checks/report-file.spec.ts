import { createHash } from "node:crypto";
import { parseCsv } from "../../testing/examples/parse-csv";
import { eventsOf } from "../ledger";
import type { Product } from "../product";
import { RawClient } from "../raw-client";
import { tokenOf } from "../sign-in";
import { expect, test } from "../test";

const path = "/report.csv?from=2020-01-01&bom=1";

const exportsOf = async (product: Product, account: string) => {
  const sql = await product.sql("owner");
  const [person] = await sql`select id from people where subject = ${account}`;
  return (await eventsOf(product, "person", Number(person?.id))).filter(({ step }) => step === "export");
};

test("an auditor takes the report as CSV, and that is an event before it leaves", async ({ as, product, records }) => {
  const raw = await RawClient.forPage(product, await as("auditor-1"));
  const before = await exportsOf(product, "auditor-1");
  const answer = await raw.get(path);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toMatch(
    // The requested period begins before the first change, the file's does not.
    /^attachment; filename="demonstration-changes-20(?!20-)\d\d-\d\d-\d\d-to-/,
  );
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [head = [], ...lines] = parseCsv(bytes.subarray(3).toString("utf8"));
  const numbers = lines.map(([number = ""]) => number);
  expect(head.slice(0, 3)).toEqual(["number", "type", "status"]);
  expect(numbers).toContain(records.draft?.split("/").at(-1));
  const after = await exportsOf(product, "auditor-1");
  expect(after.length).toBe(before.length + 1);
  const hash = createHash("sha256").update(numbers.map((number) => `${number}\n`).join(""));
  expect(after.at(-1)?.data).toMatchObject({
    exported: "report.csv",
    population: numbers.length,
    populationHash: hash.digest("hex"),
  });
});

test("who has no session or no role gets no file, and asking in advance is no export", async ({ as, product }) => {
  const stranger = await fetch(product.url + path, { redirect: "manual" });
  expect(stranger.headers.get("location")).toBe(`/sign-in?return=${encodeURIComponent(path)}`);
  const nobody = await (await RawClient.forPage(product, await as("nobody-1"))).get(path);
  expect(nobody.headers.get("location")).toBe("/no-role");
  const token = await tokenOf(await as("reviewer-2"));
  const head = await fetch(product.url + path, { method: "HEAD", headers: { Cookie: `windlass-session=${token}` } });
  expect(head.status).toBe(405);
  expect(await exportsOf(product, "reviewer-2")).toEqual([]);
});

test("hostile periods, seeds and filters of the report are answered", async ({ as, product }) => {
  // Somebody who takes no other files, of which there are only so many a minute.
  const raw = await RawClient.forPage(product, await as("ops-lead-2"));
  const queries = [
    "from=0000-01-01&to=9999-12-31",
    "seed=%00&sample=-1",
    "client=1e9&system=x",
    "from=2026-05-31&to=2026-05-01",
    "type=none",
    "__proto__=1",
  ];
  for (const query of queries)
    for (const page of ["/report", "/report.csv"])
      expect([200, 422], `${page}?${query}`).toContain((await raw.get(`${page}?${query}`)).status);
});

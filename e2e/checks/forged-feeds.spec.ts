import { createHash, randomBytes } from "node:crypto";
import { makeFeed, readFeed } from "../feeds";
import { labelOf, refusalWords } from "../forms";
import { eventsOf } from "../ledger";
import type { Product } from "../product";
import { RawClient } from "../raw-client";
import { expect, test } from "../test";

// Security, abuse case 10: nobody brings a secret of their own, and nobody but its person and a lead revokes a feed.

const idOf = async (product: Product, account: string): Promise<number> => {
  const sql = await product.sql("owner");
  const [person] = await sql`select id from people where subject = ${account}`;
  return Number(person?.id);
};

const feedsOf = async (product: Product, account: string): Promise<readonly { id: number; name: string }[]> => {
  const sql = await product.sql("owner");
  return sql<{ id: number; name: string }[]>`
    select id, name from feeds where person_id = ${await idOf(product, account)} order by id`;
};

async function forgeFeedForm(raw: RawClient, id: number, more: Record<string, string> = {}): Promise<FormData> {
  const fields = { step: "make_feed", subject: "person", id: String(id), name: "Forged", ...more };
  const form = await raw.forge("/calendar/feeds", fields);
  form.delete("feed"); // of the first form on the page, which revokes
  return form;
}

test("a secret that a form brings along is refused", async ({ as, product }) => {
  const me = await idOf(product, "operator-2");
  const raw = await RawClient.forPage(product, await as("operator-2"));
  const before = await feedsOf(product, "operator-2");
  const secret = randomBytes(32).toString("base64url");
  const feedToken = createHash("sha256").update(secret).digest("hex");
  const output = await raw.pageText(await raw.take(await forgeFeedForm(raw, me, { feedToken })));
  expect(output).toContain(refusalWords("field_unasked", { field: "feedToken" }));
  expect(await feedsOf(product, "operator-2")).toEqual(before);
  expect((await fetch(`${product.url}/calendar.ics?token=${secret}`)).status).toBe(404);
});

test("a form sent twice makes one feed, and says so", async ({ as, product }) => {
  const me = await idOf(product, "operator-2");
  const raw = await RawClient.forPage(product, await as("operator-2"));
  const before = await feedsOf(product, "operator-2");
  const form = await forgeFeedForm(raw, me);
  const first = await raw.take(form);
  expect(first.headers.get("location")).toMatch(/^\/calendar\/feeds\?shown=[\w-]{36}$/);
  const second = await raw.pageText(await raw.take(form));
  expect(second).toContain("You sent this form twice");
  expect(await feedsOf(product, "operator-2")).toHaveLength(before.length + 1);
});

test("the page that shows the address shows it to its person alone, and once", async ({ as, product }) => {
  const me = await idOf(product, "operator-2");
  const raw = await RawClient.forPage(product, await as("operator-2"));
  const where = (await raw.take(await forgeFeedForm(raw, me))).headers.get("location") ?? "";
  const other = await RawClient.forPage(product, await as("ops-lead-1"));
  const shown = async (by: RawClient) => (await (await by.get(where)).text()).includes("calendar.ics?token=");
  expect([await shown(other), await shown(raw), await shown(raw), await shown(other)]).toEqual([
    false,
    true,
    false,
    false,
  ]);
});

test("nobody makes a feed for another", async ({ as, product }) => {
  const them = await idOf(product, "operator-2");
  const before = await feedsOf(product, "operator-2");
  for (const account of ["operator-1", "ops-lead-1"]) {
    const raw = await RawClient.forPage(product, await as(account));
    const output = await raw.pageText(await raw.take(await forgeFeedForm(raw, them)));
    expect(output, account).toContain(labelOf("make_feed"));
  }
  expect(await feedsOf(product, "operator-2")).toEqual(before);
});

test("another's feed is revoked by a lead, on the page, and by nobody else", async ({ as, product }) => {
  const address = await makeFeed(await as("operator-2"), "Tram");
  const feed = (await feedsOf(product, "operator-2")).findLast(({ name }) => name === "Tram")?.id ?? 0;
  const them = await idOf(product, "operator-2");
  const fields = { step: "revoke_feed", subject: "person", feed: String(feed) };
  for (const account of ["operator-1", "reviewer-1", "auditor-1"]) {
    const raw = await RawClient.forPage(product, await as(account));
    expect(await (await raw.get("/calendar/feeds")).text(), account).not.toContain("Tram");
    const theirs = await raw.forge("/calendar/feeds", { ...fields, id: String(them) });
    expect(await raw.pageText(await raw.take(theirs)), account).toContain(labelOf("revoke_feed"));
    const asOwn = await raw.forge("/calendar/feeds", { ...fields, id: String(await idOf(product, account)) });
    expect(await raw.pageText(await raw.take(asOwn)), account).toContain(refusalWords("no_such_feed"));
    const refusals = (await eventsOf(product, "person", await idOf(product, account))).filter(
      ({ step, data }) => step === "refused" && data.refusedStep === "revoke_feed",
    );
    expect(refusals, account).not.toEqual([]);
  }
  await readFeed(address);
  const lead = await as("ops-lead-1");
  await lead.goto("/calendar/feeds");
  await lead.getByRole("button", { name: "Revoke Tram" }).click();
  await expect(lead.getByRole("button", { name: "Revoke Tram" })).toHaveCount(0);
  expect((await fetch(address)).status).toBe(404);
});

test("hostile filters of a feed are left out, never a 500", async ({ as }) => {
  const address = await makeFeed(await as("operator-1"), "Odd");
  const queries = ["system=1e400", "system=-1", "client=%00", "person=99999999999999999999", "type=standard", "mine=2"];
  for (const query of [...queries, "system=1&system=2", "__proto__=1", "token=x", `q=${"a".repeat(3000)}`])
    expect((await fetch(`${address}&${query}`)).status, query).toBe(200);
});

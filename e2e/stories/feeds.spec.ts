import { loadEvent } from "../../db/seed/demo/seed-demo";
import { emergencyAt, normalAt } from "../change-fixtures";
import { feedEventOf, makeFeed, readFeed } from "../feeds";
import { postStep, takeStep } from "../forms";
import { eventsOf } from "../ledger";
import { newSystem } from "../systems";
import { expect, test } from "../test";

const local = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16);
const utc = (typed: string) => `${typed}:00Z`;

test("a feed follows a change: scheduled, moved, cancelled; revoked, it is gone", async ({ as, product, system }) => {
  const page = await as("operator-1");
  const address = await makeFeed(page, "Phone");
  const id = await normalAt(product, system, "approved", { title: "Swap, then; \\ check" });
  expect(await feedEventOf(address, id)).toBeUndefined();
  await page.goto(`/changes/CHG-${id}`);
  const window = { windowStart: local(60), windowEnd: local(120) };
  await takeStep(page, "schedule", window, "scheduled");
  const scheduled = await feedEventOf(address, id);
  expect(scheduled).toMatchObject({
    summary: `CHG-${id} Swap, then; \\ check (scheduled)`,
    dtstart: utc(window.windowStart),
    dtend: utc(window.windowEnd),
    status: "CONFIRMED",
    location: system.name,
    url: `${product.url}/changes/CHG-${id}`,
  });
  const later = { windowStart: local(180), windowEnd: local(240) };
  await takeStep(page, "reschedule", later, "scheduled");
  const moved = await feedEventOf(address, id);
  expect(moved).toMatchObject({ uid: scheduled?.uid, dtstart: utc(later.windowStart) });
  expect(Number(moved?.sequence)).toBeGreaterThan(Number(scheduled?.sequence));
  await takeStep(page, "cancel", { reason: "Not needed." }, "cancelled");
  const cancelled = await feedEventOf(address, id);
  expect(cancelled).toMatchObject({ uid: scheduled?.uid, status: "CANCELLED" });
  expect(Number(cancelled?.sequence)).toBeGreaterThan(Number(moved?.sequence));

  await page.goto("/calendar/feeds");
  await page.getByRole("button", { name: "Revoke Phone" }).first().click();
  await expect(page.getByRole("button", { name: "Revoke Phone" })).toHaveCount(0);
  const gone = await fetch(address);
  expect(gone.status).toBe(404);
  expect(gone.headers.get("content-type")).toContain("text/plain");
  expect(await gone.text()).toContain("revoked");
});

test("the address is shown once: a reload and the log know nothing of it", { tag: "@once" }, async ({
  as,
  product,
}) => {
  const page = await as("reviewer-1");
  const address = await makeFeed(page, "Laptop");
  const secret = new URL(address).searchParams.get("token") ?? "";
  expect(Buffer.from(secret, "base64url").length).toBe(32);
  expect(page.url()).not.toContain(secret);
  await page.reload();
  await expect(page.locator("main")).toContainText("Laptop");
  await expect(page.getByLabel("Address", { exact: true })).toHaveCount(0);
  expect(await page.content()).not.toContain(secret);
  await fetch(address);
  await fetch(`${address}x`);
  expect(await product.output()).not.toContain(secret);
  const sql = await product.sql("owner");
  const [found] = await sql`select count(*) as n from events where position(${secret} in canonical) > 0`;
  expect(Number(found?.n)).toBe(0);
  const [person] = await sql`select id from people where subject = 'reviewer-1'`;
  const events = await eventsOf(product, "person", Number(person?.id));
  expect(events.filter(({ step }) => step === "make_feed").at(-1)?.data).toMatchObject({ name: "Laptop" });
});

test("a feed leaves titles out, and shows less by the calendar's filters", { tag: "@once" }, async ({
  as,
  product,
  system,
}) => {
  const other = await newSystem(product);
  const mine = await normalAt(product, system, "scheduled", { title: "A telling title" });
  const theirs = await normalAt(product, other, "scheduled");
  const emergency = await emergencyAt(product, system);
  const page = await as("auditor-1");
  const address = await makeFeed(page, "Wall", true);
  expect((await feedEventOf(address, mine))?.summary).toBe(`CHG-${mine} (scheduled)`);
  expect(await (await fetch(address)).text()).not.toMatch(/telling|Operator One/);
  const shown = async (filter: string) => {
    const uids = (await readFeed(`${address}&${filter}`)).map(({ uid }) => uid?.split("@")[0]);
    return [mine, theirs, emergency].filter((id) => uids.includes(`CHG-${id}`));
  };
  expect(await shown("")).toEqual([mine, theirs, emergency]);
  expect(await shown(`system=${system.id}`)).toEqual([mine, emergency]);
  expect(await shown(`system=${system.id}&type=normal`)).toEqual([mine]);
  expect(await shown("mine=1")).toEqual([]);
  expect(await shown("system=nonsense")).toEqual([mine, theirs, emergency]);
});

test("a feed is created with the filter of the calendar it is created from", async ({ as, product, system }) => {
  const mine = await normalAt(product, system, "scheduled");
  const theirs = await normalAt(product, await newSystem(product), "scheduled");
  const page = await as("operator-2");
  await page.goto(`/calendar?system=${system.id}&type=normal`);
  await page.getByRole("link", { name: "Subscribe to this calendar" }).click();
  await expect(page.getByLabel("System", { exact: true })).toHaveValue(String(system.id));
  await page.getByLabel("Type", { exact: true }).selectOption("");
  await postStep(page, "make_feed", { name: "Shelf" });
  const address = await page.getByLabel("Address", { exact: true }).inputValue();
  expect(address).toMatch(new RegExp(`token=[\\w-]{43}&system=${system.id}$`));
  await expect(page.getByRole("link", { name: "Subscribe in my calendar program" })).toHaveAttribute(
    "href",
    address.replace(/^http/, "webcal"),
  );
  await expect(page.getByRole("img", { name: "QR code of the feed’s address" })).toBeVisible();
  expect(await feedEventOf(address, mine)).toBeDefined();
  expect(await feedEventOf(address, theirs)).toBeUndefined();
});

test("a freeze is an event in which nobody is busy, until it is lifted", { tag: "@once" }, async ({
  as,
  product,
  system,
}) => {
  const sql = await product.sql("owner");
  const [lead] = await sql`select id from people where subject = 'ops-lead-1'`;
  const window = { windowStart: `${local(24 * 60)}:00Z`, windowEnd: `${local(48 * 60)}:00Z` };
  const freeze = { name: "Stocktaking", covers: `system:${system.id}`, reason: "Counting.", ...window };
  const halted = { recordType: "freeze", personId: Number(lead?.id), at: new Date(Date.now() - 60_000) } as const;
  const id = await loadEvent(sql, { ...halted, step: "place_freeze", input: freeze });
  const address = `${await makeFeed(await as("operator-1"), "Phone")}&system=${system.id}`;
  const [event, ...others] = await readFeed(address);
  expect(others).toEqual([]);
  expect(event).toMatchObject({
    summary: `Change freeze: Stocktaking (${system.name})`,
    transp: "TRANSPARENT",
    dtstart: window.windowStart,
    dtend: window.windowEnd,
  });
  await loadEvent(sql, { ...halted, id, step: "lift_freeze", input: { reason: "Counted." } });
  expect(await readFeed(address)).toEqual([]);
});

test("a calendar that did not change is not sent again", { tag: "@once" }, async ({ as, product, system }) => {
  const page = await as("operator-2");
  const address = await makeFeed(page, "Desk");
  const id = await normalAt(product, system, "scheduled");
  const only = `${address}&system=${system.id}`;
  const first = await fetch(only);
  const tag = first.headers.get("etag") ?? "";
  expect(first.headers.get("cache-control")).toBe("private, no-cache");
  const head = await fetch(only, { method: "HEAD" });
  expect([head.status, head.headers.get("etag"), await head.text()]).toEqual([200, tag, ""]);
  const ask = () => fetch(only, { headers: { "If-None-Match": tag } });
  const same = await ask();
  expect({ status: same.status, body: await same.text(), tag: same.headers.get("etag") }).toEqual({
    status: 304,
    body: "",
    tag,
  });
  await page.goto(`/changes/CHG-${id}`);
  await postStep(page, "note", { comment: "The window stands." });
  await takeStep(page, "reschedule", { windowStart: local(30), windowEnd: local(90) }, "scheduled");
  expect((await ask()).status).toBe(200);
});

test("without a secret, with a wrong one, or to write, there is nothing", { tag: "@once" }, async ({ product }) => {
  const at = `${product.url}/calendar.ics`;
  for (const query of [
    "",
    "?token=",
    `?token=${"A".repeat(43)}`,
    `?token=${"A".repeat(4000)}`,
    "?token=%00",
    "?token=../x",
  ])
    expect((await fetch(at + query)).status, query).toBe(404);
  const head = await fetch(`${at}?token=x`, { method: "HEAD" });
  expect({ status: head.status, body: await head.text() }).toEqual({ status: 404, body: "" });
  for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
    expect((await fetch(at, { method, headers: { Origin: product.url } })).status, method).toBe(405);
});

import { RawClient } from "../raw-client";
import { openAndSignIn } from "../sign-in";
import { expect, test } from "../test";

test("who has no session is sent to sign in by every route with a number in it", async ({ product, records }) => {
  for (const path of [...Object.values(records), `${records.draft}/edit`, "/changes/CHG-999999"]) {
    const answer = await fetch(product.url + path, { redirect: "manual" });
    expect(answer.headers.get("location"), path).toBe(`/sign-in?return=${encodeURIComponent(path)}`);
    expect(await answer.text(), path).not.toContain("Prepared");
  }
});

test("who has no role sees no record by any route", async ({ as, product, records }) => {
  const raw = await RawClient.forPage(product, await as("nobody-1"));
  for (const path of [...Object.values(records), `${records.draft}/edit`]) {
    const answer = await raw.get(path);
    expect(answer.headers.get("location"), path).toBe("/no-role");
    expect(await answer.text(), path).not.toContain("Prepared");
  }
});

test("numbers that are none end in a page that says so", async ({ as, product }) => {
  const raw = await RawClient.forPage(product, await as("operator-1"));
  const numbers = ["999999", "0", "-1", "1e3", "1001x", "99999999999999999999", "1001%00", "%27%20or%201=1", "../1001"];
  for (const number of numbers)
    for (const path of [
      `/changes/CHG-${number}`,
      `/changes/CHG-${number}/edit`,
      `/incidents/INC-${number}`,
      `/imports/IMP-${number}`,
    ]) {
      const answer = await raw.get(path);
      expect({ path, status: answer.status }).toEqual({ path, status: 404 });
    }
});

test("hostile filters and cursors are answered, never with a 500", async ({ as, product }) => {
  const raw = await RawClient.forPage(product, await as("operator-1"));
  const queries = [
    "q=%00",
    "q=%27%22%5C",
    "q=%E2%80%AE",
    `q=${"a".repeat(3000)}`,
    "type=none&status=none",
    "before=-1",
    "before=99999999999999999999",
    "person=1&person=2",
    "from=2026-02-31&to=x",
    "kept=1",
    "system=1e9",
    "__proto__=1",
  ];
  for (const query of queries)
    for (const path of [
      "/changes",
      "/incidents",
      "/people",
      "/systems",
      "/calendar/feeds",
      "/freezes",
      "/halts",
      "/imports",
      "/ledger",
      "/ledger/checkpoint",
      "/report",
      "/sign-in",
      "/changes/new/standard",
    ])
      expect((await raw.get(`${path}?${query}`)).status, `${path}?${query}`).toBeLessThan(500);
});

test("the identity provider ends a session by the back channel; nobody else can", async ({ page, product }) => {
  await openAndSignIn(page, "reviewer-2");
  const forged = await fetch(`${product.url}/api/auth/backchannel-logout`, {
    method: "POST",
    body: new URLSearchParams({ logout_token: "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyZXZpZXdlci0yIn0." }),
  });
  expect(forged.status).toBe(400);
  await page.goto("/changes");
  await expect(page).toHaveURL(/\/changes$/);
  await page.goto("/idp/session/end");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.locator("main")).toContainText("You are signed out");
  await page.goto("/changes");
  await expect(page).toHaveURL(/\/sign-in/);
});

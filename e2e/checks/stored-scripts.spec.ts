import { facts } from "../changes";
import { expectStatus, postStep, takeStep } from "../forms";
import { expect, test } from "../test";

const evil = `<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>"'>{{7*7}}`;

test("markup in any text field stays text, on the record, the lists and the incident", async ({ as, system }) => {
  const operator = await as("operator-1");
  await operator.goto("/changes/new/normal");
  const texts = { title: evil, what: evil, why: evil, rollbackPlan: evil, verification: evil, impact: evil };
  await postStep(operator, "draft", { ...texts, category: "DNS", systems: String(system.id) });
  await expectStatus(operator, "draft");
  const path = new URL(operator.url()).pathname;
  await takeStep(operator, "note", { comment: evil }, "draft");
  await takeStep(operator, "cancel", { reason: evil }, "cancelled");
  for (const visitedPath of [path, "/changes", "/"]) {
    await operator.goto(visitedPath);
    expect(await operator.evaluate("window.pwned")).toBeUndefined();
    await expect(operator.locator("main img, main script")).toHaveCount(0);
  }
  await operator.goto(path);
  await expect(operator.getByText(evil).nth(7)).toBeAttached();
});

test("a link of the record is a link only when it is one of the web", async ({ as, system }) => {
  const operator = await as("operator-1");
  await operator.goto("/changes/new/normal");
  const typed = { title: "Links", category: "DNS", systems: String(system.id), ...facts };
  await postStep(operator, "draft", {
    ...typed,
    what: "See javascript:alert(1) and data:text/html,x",
    links: "https://tickets.example/7?a=1&b=2",
  });
  await expectStatus(operator, "draft");
  const targets = await operator
    .locator("main a")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(targets.filter((href) => !/^(\/|#|https:\/\/tickets\.example\/7\?a=1&b=2$)/.test(href ?? ""))).toEqual([]);
});

import { declare, facts } from "../changes";
import { doesNotOffer, formOf, saysNext, take } from "../forms";
import { expect, test } from "../test";

test("an emergency is declared in three fields, finished, documented and reviewed by a lead", async ({
  as,
  system,
}) => {
  const operator = await as("operator-1");
  await operator.goto("/");
  await operator.getByRole("link", { name: "Declare emergency" }).click();
  await expect(formOf(operator, "declare")).toBeVisible();
  const path = await declare(operator, system);
  await expect(operator.locator("main")).toHaveAttribute("data-type", "emergency");
  await take(operator, "finish", { actual: "The second resolver answers." }, "executed");
  await expect(operator.locator("main")).toContainText(/due in 2[34] h/);
  await take(operator, "document", facts, "documented");
  await doesNotOffer(operator, "review_after");
  await saysNext(operator, /Ops Lead One or Ops Lead Two/);
  const lead = await as("ops-lead-2");
  await lead.goto(path);
  await take(lead, "return", { comment: "Say which names were moved." }, "executed");
  await operator.goto(path);
  await take(operator, "document", { ...facts, what: "Moved www and shop." }, "documented");
  await lead.goto(path);
  await take(lead, "review_after", { outcome: "justified", reason: "The shop was down." }, "closed");
});

test("an emergency in which nothing had to be changed stands down, and is documented all the same", {
  tag: "@once",
}, async ({ as, system }) => {
  const operator = await as("operator-2");
  const path = await declare(operator, system);
  await take(operator, "stand_down", { reason: "It came back by itself." }, "executed");
  await take(operator, "document", facts, "documented");
  const lead = await as("ops-lead-1");
  await lead.goto(path);
  await take(lead, "review_after", { outcome: "justified_with_findings", reason: "The alert was late." }, "closed");
});

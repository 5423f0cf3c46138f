import { builtActions } from "../../bin/serve/built-actions";
import { outdatedForm } from "../../lib/web/action-form";
import { normalAt } from "../change-fixtures";
import { stepButton, stepForm } from "../forms";
import { stepsOf } from "../ledger";
import { actionsBuiltElsewhere } from "../other-build";
import { RawClient } from "../raw-client";
import { expect, test } from "../test";

const unknown = `7f${"0".repeat(40)}`;
const words = "Windlass was updated after you opened this form, so nothing was saved.";

test("a form asks for the same action in every build, wherever and of whatever code it was built", async () => {
  test.setTimeout(600_000);
  expect(builtActions()).toHaveLength(1);
  expect(await actionsBuiltElsewhere()).toEqual(builtActions());
});

test("a form of another build comes back filled, and says why", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const raw = await RawClient.forPage(product, await as("operator-2"));
  const path = `/changes/CHG-${id}`;
  const note = await raw.forge(path, { step: "note", subject: "change", id: String(id), comment: "Typed long ago." });
  const older = new FormData();
  for (const [field, value] of note) older.append(field.replace(/^(\$ACTION_ID_).*/, `$1${unknown}`), value);
  const answer = await raw.take(older);
  expect(answer.status).toBe(303);
  const page = await raw.pageText(answer);
  expect(page).toContain(words);
  expect(page).toContain("Typed long ago.");
  expect(await stepsOf(product, id)).toEqual(["draft", "submit"]);
});

test("one that nobody knows any more says so in words", async ({ as, product }) => {
  const raw = await RawClient.forPage(product, await as("operator-2"));
  const form = new FormData();
  form.append(`$ACTION_ID_${unknown}`, "");
  const answer = await raw.take(form);
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain(outdatedForm.title);
});

test("so does a page that was open while Windlass was updated", async ({ as, product, system }) => {
  const id = await normalAt(product, system, "submitted");
  const page = await as("operator-2");
  await page.goto(`/changes/CHG-${id}`);
  await stepForm(page, "note").locator("[name=comment]").fill("Typed before the update.");
  await stepForm(page, "note")
    .locator('input[name^="$ACTION_ID_"]')
    .evaluate((input: HTMLInputElement, id) => Object.assign(input, { name: `$ACTION_ID_${id}` }), unknown);
  await stepButton(page, "note").click();
  await expect(page.getByRole("alert")).toContainText(words);
  await expect(stepForm(page, "note").locator("[name=comment]")).toHaveValue("Typed before the update.");
  expect(await stepsOf(product, id)).toEqual(["draft", "submit"]);
});

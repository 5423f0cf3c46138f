import { normalAt } from "../change-fixtures";
import { withDemoClock } from "../clock";
import { postStep, stepForm, takeStep } from "../forms";
import { eventsOf, stepsOf } from "../ledger";
import { RawClient } from "../raw-client";
import { newSystem } from "../systems";
import { expect, test } from "../test";

const berlin = { timezone: "Europe/Berlin" };

test("a time that comes twice in a night is asked about, and stored as it is answered", async ({ as, product }) => {
  await withDemoClock(product, "2026-10-24T20:00:00Z", async () => {
    const id = await normalAt(product, await newSystem(product), "approved");
    const operator = await as("operator-1");
    await operator.goto(`/changes/CHG-${id}`);
    const window = { windowStart: "2026-10-25T02:30", windowEnd: "2026-10-25T04:00", ...berlin };
    await postStep(operator, "schedule", window);
    const form = stepForm(operator, "schedule");
    await expect(form).toContainText("02:30 comes twice on that day in Europe/Berlin");
    for (const [name, value] of Object.entries(window)) await expect(form.locator(`[name=${name}]`)).toHaveValue(value);
    expect(await stepsOf(product, id)).not.toContain("schedule");
    await takeStep(operator, "schedule", { windowStartOffset: "+02:00" }, "scheduled");
    expect(await lastOf(product, id)).toMatchObject({
      windowStart: "2026-10-25T00:30:00.000000Z",
      windowEnd: "2026-10-25T03:00:00.000000Z",
      timezone: "Europe/Berlin",
      asTyped: "2026-10-25T02:30+02:00 – 2026-10-25T04:00 Europe/Berlin",
    });
    const main = operator.locator("main");
    await expect(main).toContainText("25 Oct 2026, 02:30 CEST to 25 Oct 2026, 04:00 CET");
    await expect(main).toContainText("the clocks change during it");
    await expect(main).toContainText("lasts 2 h 30 min");
  });
});

test("a time that a night skips is refused in words, with the form as it was", async ({ as, product }) => {
  await withDemoClock(product, "2027-03-27T20:00:00Z", async () => {
    const id = await normalAt(product, await newSystem(product), "approved");
    const operator = await as("operator-1");
    await operator.goto(`/changes/CHG-${id}`);
    const window = { windowStart: "2027-03-28T02:30", windowEnd: "2027-03-28T05:00", ...berlin };
    await postStep(operator, "schedule", window);
    const form = stepForm(operator, "schedule");
    await expect(form).toContainText("02:30 does not exist on that day in Europe/Berlin");
    await expect(form).toContainText("Choose 03:30 or another time.");
    for (const [name, value] of Object.entries(window)) await expect(form.locator(`[name=${name}]`)).toHaveValue(value);
    await takeStep(operator, "schedule", { windowStart: "2027-03-28T03:30" }, "scheduled");
    expect(await lastOf(product, id)).toMatchObject({
      windowStart: "2027-03-28T01:30:00.000000Z",
      windowEnd: "2027-03-28T03:00:00.000000Z",
      asTyped: "2027-03-28T03:30 – 2027-03-28T05:00 Europe/Berlin",
    });
    await expect(operator.locator("main")).toContainText("lasts 1 h 30 min");
  });
});

test("a raw POST is asked and refused the same, and cannot say itself what was typed", { tag: "@once" }, async ({
  as,
  product,
}) => {
  const operator = await as("operator-1");
  const raw = await RawClient.forPage(product, operator);
  const send = async (id: number, fields: Readonly<Record<string, string>>) => {
    const path = `/changes/CHG-${id}`;
    const seq = String((await stepsOf(product, id)).length);
    const form = { step: "schedule", subject: "change", id: String(id), seq, ...berlin, ...fields };
    return raw.pageText(await raw.take(await raw.forge(path, form)));
  };
  await withDemoClock(product, "2026-10-24T20:00:00Z", async () => {
    const id = await normalAt(product, await newSystem(product), "approved");
    const twice = { windowStart: "2026-10-25T01:00", windowEnd: "2026-10-25T02:30" };
    expect(await send(id, twice)).toContain("02:30 comes twice");
    expect(await send(id, { ...twice, windowEndOffset: "+05:00" })).toContain("02:30 comes twice");
    expect(await stepsOf(product, id)).not.toContain("schedule");
    await send(id, { ...twice, windowEndOffset: "+01:00", asTyped: "2020-01-01T00:00 UTC" });
    expect(await lastOf(product, id)).toMatchObject({
      windowStart: "2026-10-24T23:00:00.000000Z",
      windowEnd: "2026-10-25T01:30:00.000000Z",
      asTyped: "2026-10-25T01:00 – 2026-10-25T02:30+01:00 Europe/Berlin",
    });
  });
  await withDemoClock(product, "2027-03-27T20:00:00Z", async () => {
    const id = await normalAt(product, await newSystem(product), "approved");
    const skipped = { windowStart: "2027-03-28T02:30", windowEnd: "2027-03-28T05:00", windowStartOffset: "+01:00" };
    expect(await send(id, skipped)).toContain("02:30 does not exist");
    expect(await stepsOf(product, id)).not.toContain("schedule");
  });
});

const lastOf = async (product: Parameters<typeof eventsOf>[0], id: number) =>
  (await eventsOf(product, "change", id)).at(-1)?.data;

import { readPdf } from "../pdf";
import { expect, test } from "../test";

test("a change prints as one clean record, light whatever the screen is", async ({ as, records }, info) => {
  const page = await as("auditor-1", { colorScheme: "dark" });
  await page.goto(records.closed);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.locator("nav, main form, main button, header details").locator("visible=true")).toHaveCount(0);
  await expect(page.getByText("Skip to the content")).toBeHidden();
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).not.toMatch(/^rgb\(2\d\d/);
  for (const heading of ["Who", "What", "When", "Why", "Rollback plan", "History"])
    await expect(page.getByRole("heading", { name: new RegExp(`^${heading}`), level: 2 }).first()).toBeVisible();
  const read = readPdf(await page.pdf({ format: "A4" }), info.outputPath("record.pdf"));
  test.skip(read === null, "pdftotext is not installed: the words of the PDF were not read");
  const words = read?.pages.join(" ").replaceAll(/\s+/g, " ");
  for (const output of ["Reviewer One reviewed it", "Ops Lead One approved it", "Unblock it."])
    expect.soft(words).toContain(output);
  expect(words).not.toContain("Add note");
  const number = records.closed.split("/").at(-1);
  for (const [index, text] of read?.pages.entries() ?? [])
    for (const output of ["Anchor MSP", number, "demonstration data", `Page ${index + 1} of ${read?.pages.length}`])
      expect.soft(text, `page ${index + 1}`).toContain(output);
});

test("freezes print as what they are, without their forms", async ({ as }) => {
  const page = await as("ops-lead-1");
  await page.goto("/freezes");
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("nav, main form, main button, main summary").locator("visible=true")).toHaveCount(0);
  for (const name of ["Stocktaking", "Weekly key ceremony"])
    await expect(page.getByRole("heading", { name, level: 3 })).toBeVisible();
});

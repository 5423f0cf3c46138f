import { yesterday } from "../calendar-days";
import { emergencyAt, failedChange, normalAt } from "../change-fixtures";
import { readPdf } from "../pdf";
import { expect, test } from "../test";

const longWord = Array.from({ length: 40 }, (_, index) => `W${String(index).padStart(4, "0")}`).join("");
const year = String(new Date().getUTCFullYear());

test("the report prints whole on A4 and on Letter, with a head and a number on each page", async ({
  as,
  product,
  system,
}, info) => {
  const ids: number[] = [];
  for (let count = 0; count < 12; count++)
    ids.push(await normalAt(product, system, "closed", { title: count === 7 ? longWord : `Printed ${count}` }));
  ids.push(await failedChange(product, system), await emergencyAt(product, system));
  const page = await as("auditor-1");
  await page.goto(`/report?from=${yesterday()}&system=${system.id}&sample=2&seed=paper&sheets=sample&part=all`);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("nav, form, main button, summary").locator("visible=true")).toHaveCount(0);
  for (const format of ["A4", "Letter"]) {
    const read = readPdf(await page.pdf({ format }), info.outputPath(`${format}.pdf`));
    test.skip(read === null, "pdftotext is not installed: the words of the PDF were not read");
    const pages = read?.pages ?? [];
    for (const [index, text] of pages.entries())
      for (const output of [
        "Anchor MSP: change report",
        year,
        system.name,
        "demonstration data",
        `Page ${index + 1} of ${pages.length}`,
      ])
        expect.soft(text, `${format}, page ${index + 1}`).toContain(output);
    expect.soft(pages[0], format).toMatch(/^ *Summary$/m);
    expect.soft(pages[1], format).toMatch(/^ *1 +What this report covers$/m);
    const from = pages.findIndex((text, index) => index > 0 && /^\s*5\s+The population/m.test(text));
    const to = pages.findIndex((text, index) => index > 0 && /^\s*6\s+Refused attempts/m.test(text));
    expect(to - from, "pages of the population").toBeGreaterThan(1);
    for (const text of pages.slice(from, to)) expect.soft(text, format).toContain("Every person and time");
    const population = pages.slice(from, to + 1).join("\n");
    for (const id of ids) expect.soft(population, format).toContain(`CHG-${id}`);
    expect.soft(read?.outside, `${format}: cut at the right`).toEqual([]);
    expect.soft(read?.written.replaceAll(/\s/g, ""), format).toContain(longWord);
    const sheets = pages.filter((text) => text.includes("Evidence sheet, times in UTC"));
    expect.soft(sheets, format).toHaveLength(2);
    for (const sheet of sheets)
      expect.soft(sheet.split("\n").slice(0, 6).join("\n"), format).toContain("Evidence sheet");
    const end = pages.at(-1);
    for (const output of ["8 The ledger", "9 Signatures", "Prepared by", "Reviewed by"])
      expect.soft(end?.replaceAll(/ +/g, " "), format).toContain(output);
  }
});

test("a sample of 25 prints one sheet a page, on at most 28 pages", async ({ as, product, system }, info) => {
  const what = "Route the alerts of the payment gateway to the second line, and keep the first line informed. ".repeat(
    4,
  );
  for (let count = 0; count < 22; count++) await normalAt(product, system, "closed", { title: `Drawn ${count}`, what });
  await failedChange(product, system);
  for (let count = 0; count < 2; count++) await emergencyAt(product, system);
  const page = await as("auditor-1");
  await page.goto(`/report?from=${yesterday()}&system=${system.id}`);
  await page.getByRole("navigation", { name: "Print" }).getByRole("link", { name: "Sample sheets" }).click();
  await expect(page.getByRole("article")).toHaveCount(25);
  await expect(page.getByRole("button", { name: "Print" })).toBeVisible();
  await expect(page.getByText("(CC8.1, A.8.32)").first()).toBeVisible();
  for (const format of ["A4", "Letter"]) {
    const pdf = await page.pdf({ format });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? [];
    expect.soft(pages.length, format).toBeGreaterThan(25);
    expect.soft(pages.length, format).toBeLessThanOrEqual(28);
    const read = readPdf(pdf, info.outputPath(`sample-${format}.pdf`));
    if (read) expect.soft(read.pages.filter((text) => text.includes("Evidence sheet, times in UTC"))).toHaveLength(25);
  }
});

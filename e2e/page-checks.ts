import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function axeViolations(page: Page, only?: readonly string[]): Promise<readonly string[]> {
  if (!(await page.evaluate("typeof axe !== 'undefined'"))) await page.evaluate(axe);
  // Skips work whose results are not used.
  const options = {
    iframes: false,
    preload: false,
    resultTypes: ["violations"],
    selectors: false,
    ...(only && { runOnly: only }),
  };
  return page.evaluate<string[]>(`axe.run(${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, help, nodes }) => id + ": " + help + ": " + nodes.map(({ html, any }) => html + JSON.stringify(any.map(({ data }) => data))).join(" ")))`);
}

/** Switches between light and dark, and waits until the page is drawn so: axe would read some colours before it and some after. */
export async function switchColorScheme(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction((scheme) => matchMedia(`(prefers-color-scheme: ${scheme})`).matches, colorScheme);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

/** Where header, content and footer begin and end, each pair once: more than one where they do not share their edges. */
export const distinctEdges = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const frame = document.querySelectorAll("header .page-edges, main, footer .page-edges");
    const edges = [...frame]
      .map((each) => each.getBoundingClientRect())
      .filter(({ width }) => width > 0)
      .map(({ left, right }) => `${Math.round(left)} to ${Math.round(right)}`);
    return [...new Set(edges)];
  });

/** Empty when the page does not scroll sideways. */
export const overflowingElements = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll("main *, header *, footer *")].filter(
      (each) => each.getBoundingClientRect().right > clientWidth + 1,
    );
    const inmost = wide.filter((each) => !wide.some((other) => other !== each && each.contains(other)));
    return [`${scrollWidth} of ${clientWidth} pixels`, ...inmost.map(({ outerHTML }) => outerHTML.slice(0, 200))];
  });

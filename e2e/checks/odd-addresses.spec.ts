import { request } from "node:http";
import { RawClient } from "../raw-client";
import type { Records } from "../records";
import { expect, test } from "../test";

/** Every page with its query parameters. */
const pages: Readonly<Record<string, readonly string[]>> = {
  "/": [],
  "/.well-known/security.txt": ["x"],
  "/api/gate": ["client", "application", "environment"],
  "/calendar": [
    "view",
    "date",
    "days",
    "past",
    "page",
    "zone",
    "client",
    "system",
    "type",
    "person",
    "mine",
    "imported",
    "kept",
  ],
  "/calendar.ics": ["token", "client", "system", "type", "person", "mine"],
  "/calendar/feeds": ["kept", "before"],
  "/catalogue": ["status", "kind", "before"],
  "/catalogue/new": ["entry", "change", "kept"],
  "/changes": ["q", "type", "status", "category", "system", "client", "person", "from", "to", "sort", "at", "before"],
  "/changes/new/emergency": ["client", "kept"],
  "/changes/new/normal": ["entry", "follows", "client", "kept"],
  "/changes/new/standard": ["entry", "client", "kept"],
  "/deliveries": ["status", "kind", "channel", "change", "before"],
  "/emergencies": ["from", "to", "months"],
  "/freezes": ["client", "before", "after", "kept"],
  "/halts": ["before", "kept"],
  "/healthz": ["x"],
  "/imports": ["q", "before"],
  "/imports/new": ["kept"],
  "/incidents": ["status", "findings", "before"],
  "/ledger": ["before", "checkpoint"],
  "/ledger/checkpoint": ["id", "size"],
  "/on-call": ["how", "people", "first", "zone", "days", "turns", "tier", "weeks", "before", "kept"],
  "/people": ["person", "before", "after", "q", "kept"],
  "/policy": ["version", "kept"],
  "/readyz": ["x"],
  "/report": ["from", "to", "client", "system", "type", "sample", "seed", "sheets", "after"],
  "/sign-in": ["return", "reason"],
  "/systems": ["client", "system", "after", "before", "q", "kept"],
};

/** Already percent-encoded. */
const oddValues: readonly string[] = [
  "0",
  "-1",
  "1e999",
  "9007199254740993",
  "99999999999999999999",
  "0000-01-01",
  "9999-12-31",
  "9999-11-30",
  "1970-01-01",
  "-271821-04-20",
  "2026-10-25T02:30",
  "%00",
  "-".repeat(200),
  "%22".repeat(99),
  "a:*%20%26%20!(",
  "%ff%fe",
  "%E2%80%AE%F0%9F%92%A5",
  "__proto__",
  "Europe/Nowhere",
  "x".repeat(5000),
];

// Two seconds, ten times over: the machine may be busy with something else.
const longestMs = 20_000;

for (const account of ["operator-1", "nobody-1"])
  test(`the largest and oddest addresses of every page, as ${account}`, async ({ as, product }) => {
    test.setTimeout(600_000);
    const raw = await RawClient.forPage(product, await as(account));
    for (const [path, names] of Object.entries(pages))
      for (const value of account === "nobody-1" ? oddValues.slice(0, 6) : oddValues)
        for (const query of [
          names.map((name) => `${name}=${value}`).join("&"),
          `${names[0]}=${value}&${names[0]}=${value}`,
        ])
          await expectAnswered(raw, `${path}?${query}`);
  });

test("a report's period is as long as its history, whatever its address says", async ({ as, product, records }) => {
  expect(records.closed).toContain("CHG-");
  const raw = await RawClient.forPage(product, await as("operator-1"));
  const words = async (query: string) =>
    (await (await expectAnswered(raw, `/report?${query}`)).text()).replaceAll("<!-- -->", "");
  expect(await words("to=9999-11-30")).toContain("This report is shorter than requested: it ends on");
  // Another story of the same product may have imported a past.
  expect(await words("from=1970-01-01")).toMatch(/when the first change was opened|with the first imported record/);
  expect(await words("from=9999-11-01&to=9999-11-30")).toContain("No report was generated");
  for (const file of ["/report.csv", "/report.json"])
    expect((await raw.get(`${file}?from=9999-11-01`)).status).toBe(422);
});

test("paths of records with odd numbers", async ({ as, product, records }) => {
  const raw = await RawClient.forPage(product, await as("operator-1"));
  for (const value of oddValues)
    for (const path of pathsWith(records, value))
      expect((await expectAnswered(raw, path)).status, path).toBeLessThan(500);
});

test("methods that no page has are refused", async ({ product }) => {
  for (const method of ["TRACE", "PUT", "DELETE", "PATCH", "PROPFIND"])
    for (const path of Object.keys(pages)) {
      const status = await statusOf(method, product.url + path);
      expect(status, `${method} ${path}`).toBeGreaterThanOrEqual(400);
      expect(status, `${method} ${path}`).toBeLessThan(500);
    }
});

function pathsWith(records: Records, value: string): string[] {
  return [
    `/changes/CHG-${value}`,
    `/changes/${value}`,
    `/changes/CHG-${value}/edit`,
    `/changes/CHG-${value}/evidence.json`,
    `/incidents/INC-${value}`,
    `/catalogue/${value}`,
    `${records.draft}?kept=${value}`,
    `${records.closed}?client=${value}&kept=${value}`,
  ];
}

/** Never a 5xx, and within the time limit. */
async function expectAnswered(raw: RawClient, path: string): Promise<Response> {
  const began = performance.now();
  const answer = await raw.get(path);
  const shown = path.slice(0, 120);
  expect(answer.status, shown).toBeLessThan(500);
  expect(performance.now() - began, shown).toBeLessThan(longestMs);
  if (answer.status === 200) expect(await answer.clone().text(), shown).not.toContain("Something went wrong");
  return answer;
}

// `fetch` refuses to send TRACE.
function statusOf(method: string, url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const clientRequest = request(url, { method }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    clientRequest.on("error", reject).end();
  });
}

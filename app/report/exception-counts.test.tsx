import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ExceptionCounts } from "./exception-counts";
import type { Report } from "./load-report";

const figures = {
  ...{ opened: 0, leadTime: { seconds: null, whole: 0 } },
  ...{ emergencies: { part: 0, whole: 0 }, failed: { part: 0, whole: 0 }, documentedInTime: { part: 0, whole: 0 } },
};
const before: Report["before"] = {
  period: { from: "2026-07-01", to: "2026-09-30", start: "2026-07-01T00:00:00Z", end: "2026-10-01T00:00:00Z" },
  figures,
};
const drawn = (earlier: Report["before"]) =>
  renderToStaticMarkup(
    <ExceptionCounts
      report={{
        exceptions: [],
        before: earlier,
        filter: { from: "2026-10-01", to: "2026-12-31", client: 3, part: "all" },
      }}
    />,
  );

it("leads to the exceptions of the period before, of the same filter", () => {
  expect(drawn(before)).toContain('href="/report?from=2026-07-01&amp;to=2026-09-30&amp;client=3#summary"');
});

it("leads nowhere where nothing was opened before", () => {
  expect(drawn(null)).not.toContain("<a ");
});

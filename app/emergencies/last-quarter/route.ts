import { document } from "@/app/_document/document";
import { seeOther } from "@/app/_request/responses";
import { settings } from "@/app/_request/settings";
import { lastQuarterEmergencies, reportPath } from "@/lib/report/report-filter";

export const dynamic = "force-dynamic";

/** An address that stays the same, for the navigation and for bookmarks: the report of whichever quarter was the last one. */
export const GET = document({
  title: "Last quarter’s emergencies",
  load: ({ person }) => seeOther(reportPath(lastQuarterEmergencies(person.now.toISOString(), settings().siteTimezone))),
  render: () => null,
});

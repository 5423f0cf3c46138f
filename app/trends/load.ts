import type { Loaded, PageRequest } from "@/app/_document/document";
import { settings } from "@/app/_request/settings";
import { readPeriodFigures } from "@/db/report/read-period-figures";
import { lastMonths } from "@/lib/changes/emergency-share";
import { trendsOf } from "@/lib/report/figures/trends";

export type LoadedTrends = Loaded<typeof loadTrends>;

const monthsShown = 12;

/** The months are those of the site's time zone; the last one runs. */
export async function loadTrends({ person }: PageRequest) {
  const { siteTimezone: zone } = settings();
  const months = lastMonths(person.now.toISOString(), zone, monthsShown);
  const figures = await readPeriodFigures(months);
  const monthFigures = months.flatMap((month, place) => {
    const ofMonth = figures[place];
    return ofMonth ? [{ ...month, figures: ofMonth }] : [];
  });
  return { months: monthFigures, trends: trendsOf(monthFigures), zone };
}

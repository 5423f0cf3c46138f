import type { Loaded, PageRequest } from "@/app/_document/document";
import { noteOwnChangeCount } from "@/app/_request/own-change-count";
import { quickFilterContextOf } from "@/app/_request/quick-filter-context";
import { settings } from "@/app/_request/settings";
import { userZone } from "@/app/_request/time-zones";
import { toActor } from "@/app/_steps/record-state";
import { readNotices } from "@/db/home/read-notices";
import { readWaiting } from "@/db/home/read-waiting";
import { lastMonths } from "@/lib/changes/emergency-share";
import { actionableStatuses } from "@/lib/changes/waiting";
import { isActiveLead } from "@/lib/rules/roles";
import { loadFirstRun } from "./load-first-run";

export type LoadedHome = Loaded<typeof loadHome>;

/** The share of emergencies is read for operations leads only. */
export async function loadHome({ person }: PageRequest) {
  const [zone, now] = [userZone(person), person.now.toISOString()];
  const [month = null] = isActiveLead(person.roles) ? lastMonths(now, settings().siteTimezone, 1) : [];
  const readingNotices = readNotices(person.personId, month);
  const [waiting, notices, firstRun] = await Promise.all([
    readWaiting({ ...quickFilterContextOf(person), actionable: actionableStatuses(toActor(person)) }),
    readingNotices,
    loadFirstRun(person, readingNotices),
  ]);
  void noteOwnChangeCount(person, waiting.counts.mine);
  return { ...waiting, person, notices, firstRun, zone };
}

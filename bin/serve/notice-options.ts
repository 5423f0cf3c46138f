import { reportAs } from "@/db/monitoring/log";
import type { startNoticeWorker } from "@/db/notices/start-notice-worker";
import type { Settings } from "@/lib/settings/settings";

export const noticeOptions = (settings: Settings, url: string): Parameters<typeof startNoticeWorker>[0] => ({
  url,
  channels: settings.notices,
  appUrl: settings.appUrl,
  organisation: settings.organisation,
  siteZone: settings.siteTimezone,
  isDemonstration: settings.kind === "demo",
  log: reportAs("worker"),
});

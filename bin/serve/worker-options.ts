import { reportAs } from "@/db/monitoring/log";
import type { startNoticeWorker } from "@/db/notices/start-notice-worker";
import type { startWebhookWorker } from "@/db/webhooks/start-webhook-worker";
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

export const webhookOptions = (settings: Settings, url: string): Parameters<typeof startWebhookWorker>[0] => ({
  url,
  appUrl: settings.appUrl,
  isDemonstration: settings.kind === "demo",
  networks: settings.webhookNetworks,
  log: reportAs("worker"),
});

import { startNoticeWorker } from "@/db/notices/start-notice-worker";
import type { Settings } from "@/lib/settings/settings";
import { approvedEntry, type Fixture, firstInput } from "./fixture";
import { takeStep } from "./steps";

/** Settings of channels that lead to stand-ins, each with a secret in it. */
export const webhookSettings = (url: string) => ({
  by: "webhook" as const,
  url: `${url}/services/T0/B0/secret-webhook`,
});
export const botSettings = (url: string) => ({
  by: "bot" as const,
  token: "xoxb-secret-token",
  channel: "#ops",
  apiUrl: `${url}/api/`,
});
export const mailSettings = (address: string, user = "user") => ({
  url: `smtp://${user}:secret-password@${address}`,
  from: "Windlass <windlass@example.com>",
});

/** What a worker of a test is started with: everything at once instead of in seconds. */
export const noticeOptions = (
  url: string,
  channels: Partial<Settings["notices"]>,
  log: (sentence: string) => void,
) => ({
  url,
  channels: { slack: null, email: null, ...channels },
  appUrl: "https://windlass.example.com",
  organisation: "Anchor MSP",
  siteZone: "Europe/Berlin",
  isDemonstration: false,
  log,
  intervalsMs: { wakeSenders: 50, queueDue: 200 },
});

export const startNotices = (...words: Parameters<typeof noticeOptions>) => startNoticeWorker(noticeOptions(...words));

/** A standard change that is being carried out, of a catalogue entry of its own, for a failure suspends it. */
export async function runningChange(fixture: Fixture, title: string): Promise<number> {
  const entry = await approvedEntry(fixture, fixture, "standard", [fixture.dns, fixture.web]);
  const input = { ...firstInput.standard(fixture), title, entry };
  const { id } = await takeStep(fixture.app, fixture.operator, "change", null, "draft", input);
  await takeStep(fixture.app, fixture.operator, "change", id, "document");
  await takeStep(fixture.app, fixture.operator, "change", id, "start");
  return id;
}

export const failChange = (fixture: Fixture, id: number, reason = "It broke.") =>
  takeStep(fixture.app, fixture.operator2, "change", id, "fail", { reason });

/** A change that failed, and with it its alert. */
export async function failedChange(fixture: Fixture, title: string, reason?: string): Promise<number> {
  const id = await runningChange(fixture, title);
  await failChange(fixture, id, reason);
  return id;
}

export type Delivery = {
  readonly id: number;
  readonly status: string;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly sent_to: string | null;
  readonly reference: string | null;
};

/** What became of the alert of a change. */
export async function alertOf(fixture: Fixture, change: number): Promise<Delivery | undefined> {
  const [row] = await fixture.owner<Delivery[]>`
    select id, status, attempts, last_error, sent_to, reference from deliveries where change_id = ${change} and kind = 'change_failed' and channel = 'slack'`;
  return row;
}

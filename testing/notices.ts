import { startNoticeWorker } from "@/db/notices/worker";
import type { Settings } from "@/lib/settings/settings";
import { step } from "./steps";
import { approvedEntry, firstInput, type World } from "./world";

/** Settings of channels that lead to stand-ins, each with a secret in it. */
export const byWebhook = (url: string) => ({ by: "webhook" as const, url: `${url}/services/T0/B0/secret-webhook` });
export const byBot = (url: string) => ({
  by: "bot" as const,
  token: "xoxb-secret-token",
  channel: "#ops",
  apiUrl: `${url}/api/`,
});
export const byMail = (address: string, user = "user") => ({
  url: `smtp://${user}:secret-password@${address}`,
  from: "Windlass <windlass@example.com>",
});

/** What a worker of a test is started with: everything at once instead of in seconds. */
export const noticeOptions = (url: string, channels: Partial<Settings["notices"]>, say: (words: string) => void) => ({
  url,
  channels: { slack: null, email: null, ...channels },
  appUrl: "https://windlass.example.com",
  organisation: "Anchor MSP",
  siteZone: "Europe/Berlin",
  isDemonstration: false,
  say,
  everyMs: { wakes: 50, looks: 200 },
});

export const startNotices = (...words: Parameters<typeof noticeOptions>) => startNoticeWorker(noticeOptions(...words));

/** A standard change that is being carried out, of a catalogue entry of its own, for a failure suspends it. */
export async function running(world: World, title: string): Promise<number> {
  const entry = await approvedEntry(world, world, "standard", [world.dns, world.web]);
  const input = { ...firstInput.standard(world), title, entry };
  const { id } = await step(world.app, world.operator, "change", null, "draft", input);
  await step(world.app, world.operator, "change", id, "document");
  await step(world.app, world.operator, "change", id, "start");
  return id;
}

export const failing = (world: World, id: number, reason = "It broke.") =>
  step(world.app, world.operator2, "change", id, "fail", { reason });

/** A change that failed, and with it its alert. */
export async function failed(world: World, title: string, reason?: string): Promise<number> {
  const id = await running(world, title);
  await failing(world, id, reason);
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
export async function alertOf(world: World, change: number): Promise<Delivery | undefined> {
  const [row] = await world.owner<Delivery[]>`
    select id, status, attempts, last_error, sent_to, reference from deliveries where change_id = ${change} and kind = 'change_failed' and channel = 'slack'`;
  return row;
}

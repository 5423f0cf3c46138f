import type { SessionUser } from "@/app/_request/session";
import { installationKind } from "@/db/connection/installation-kind";
import { readFirstRun } from "@/db/first-run/read-first-run";
import { firstChangeTicks, setUpTicks, type Tick } from "@/lib/first-run/ticks";
import { isActiveLead } from "@/lib/rules/roles";

type ChannelStates = Readonly<Record<"slack" | "email", { readonly configured: boolean }>>;
type FirstRunList = {
  readonly heading: string;
  readonly ticks: readonly Tick[];
  /** A demonstration can be filled on order. */
  readonly isDemo: boolean;
};

declare global {
  // One for all bundles of the server.
  var windlassFirstRunIsOver: boolean | undefined;
}

/** What is left to do with a new installation; null for most people, and for ever once it is done: then nothing is read. */
export async function loadFirstRun(
  { roles }: SessionUser,
  readChannels: Promise<{ readonly channels: ChannelStates }>,
): Promise<FirstRunList | null> {
  if (globalThis.windlassFirstRunIsOver) return null;
  const isDemo = (await installationKind()) === "demo";
  if (!isDemo && !isActiveLead(roles)) return null;
  const [found, { channels }] = await Promise.all([readFirstRun(), readChannels]);
  const firstRun = { ...found, sendsSlack: channels.slack.configured, sendsEmail: channels.email.configured };
  const ticks = isDemo ? firstChangeTicks(firstRun) : setUpTicks(firstRun);
  globalThis.windlassFirstRunIsOver = ticks.length === 0;
  return ticks.length === 0 ? null : { heading: isDemo ? "Your first approved change" : "Set up", ticks, isDemo };
}

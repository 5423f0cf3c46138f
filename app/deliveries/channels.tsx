import { Badge } from "@/components/record/badge";
import { DateTime } from "@/components/record/date-time";
import { type ChannelState, maxCounted } from "@/db/notices/list-deliveries";
import { channelHealth, formatCappedCount, healthBadges, howToConfigure } from "@/lib/notices/channel-health";
import { failedDeliveriesPath, queuedDeliveriesPath } from "@/lib/notices/delivery-filter";
import { channelLabels } from "@/lib/rules/labels";

export const Channels = ({ channels, zone }: { channels: readonly ChannelState[]; zone: string }) => (
  <ul className="mb-8 grid gap-3 md:grid-cols-2">
    {channels.map((state) => (
      <li key={state.channel} className="grid content-start gap-1.5 rounded-md border border-line px-4 py-3">
        <ChannelHead state={state} />
        <ChannelStatus state={state} zone={zone} />
        <p className="flex flex-wrap gap-x-4 text-sm">
          <a className="link" href={queuedDeliveriesPath(state.channel)}>
            {formatCappedCount(state.waiting, maxCounted)} waiting
          </a>
          <a className="link" href={failedDeliveriesPath(state.channel)}>
            {formatCappedCount(state.givenUp, maxCounted)} failed
          </a>
        </p>
      </li>
    ))}
  </ul>
);

function ChannelHead({ state }: { state: ChannelState }) {
  const { label: words, ...badge } = healthBadges[channelHealth(state)];
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="font-semibold">{channelLabels[state.channel]}</span>
      <Badge {...badge}>{words}</Badge>
    </p>
  );
}

function ChannelStatus({ state, zone }: { state: ChannelState; zone: string }) {
  const health = channelHealth(state);
  if (health === "unconfigured") return <p className="text-sm break-words">{howToConfigure[state.channel]}</p>;
  return (
    <p className="text-sm break-words">
      {state.destination ? `Sends to ${state.destination}. ` : null}
      {health === "away" ? "The notification worker has not reported for five minutes, so nothing is sent. " : null}
      {state.reportedAt ? (
        <span className="text-muted">
          Last report from the worker: <DateTime at={state.reportedAt} zone={zone} isBrief />.
        </span>
      ) : null}
    </p>
  );
}

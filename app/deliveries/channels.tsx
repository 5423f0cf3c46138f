import { Mark } from "@/components/record/mark";
import { When } from "@/components/record/when";
import { type ChannelState, mostCounted } from "@/db/notices/list-deliveries";
import { channelHealth, countWords, healthMarks, howToConfigure } from "@/lib/notices/channel-words";
import { givenUpPath, waitingPath } from "@/lib/notices/filter";
import { channelWords } from "@/lib/rules/words";

export const Channels = ({ channels, zone }: { channels: readonly ChannelState[]; zone: string }) => (
  <ul className="mb-8 grid gap-3 md:grid-cols-2">
    {channels.map((state) => (
      <li key={state.channel} className="grid content-start gap-1.5 rounded-md border border-line px-4 py-3">
        <ChannelHead state={state} />
        <Says state={state} zone={zone} />
        <p className="flex flex-wrap gap-x-4 text-sm">
          <a className="link" href={waitingPath(state.channel)}>
            {countWords(state.waiting, mostCounted)} waiting
          </a>
          <a className="link" href={givenUpPath(state.channel)}>
            {countWords(state.givenUp, mostCounted)} failed
          </a>
        </p>
      </li>
    ))}
  </ul>
);

function ChannelHead({ state }: { state: ChannelState }) {
  const { words, ...mark } = healthMarks[channelHealth(state)];
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="font-semibold">{channelWords[state.channel]}</span>
      <Mark {...mark}>{words}</Mark>
    </p>
  );
}

function Says({ state, zone }: { state: ChannelState; zone: string }) {
  const health = channelHealth(state);
  if (health === "unconfigured") return <p className="text-sm break-words">{howToConfigure[state.channel]}</p>;
  return (
    <p className="text-sm break-words">
      {state.leadsTo ? `Sends to ${state.leadsTo}. ` : null}
      {health === "away" ? "The notification worker has not reported for five minutes, so nothing is sent. " : null}
      {state.saidAt ? (
        <span className="text-muted">
          Last report from the worker: <When at={state.saidAt} zone={zone} brief />.
        </span>
      ) : null}
    </p>
  );
}

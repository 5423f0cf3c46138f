import type { Person } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { asJudged, deliveryAsSubject } from "@/app/_steps/subject-of";
import { Mark } from "@/components/record/mark";
import { StatusMark } from "@/components/record/status-mark";
import { When } from "@/components/record/when";
import type { ListedDelivery } from "@/db/notices/list-deliveries";
import type { ChannelNow } from "@/lib/notices/channel-words";
import { channelHealth } from "@/lib/notices/channel-words";
import { goesTo, triedWords } from "@/lib/notices/delivery-words";
import { notices } from "@/lib/notices/notices";
import { judge } from "@/lib/rules/judge";
import { tellPlainly } from "@/lib/time/format";
import { About } from "./about";
import { Tries } from "./tries";

type Props = {
  delivery: ListedDelivery;
  /** The state of the channel, as its worker last reported it. */
  by: ChannelNow;
  person: Person;
  kept: Kept | null;
};

export function Delivery({ delivery, by, person, kept }: Props) {
  const { id, kind, channel, to, status, queuedAt, deliveredAt, sentTo, attested } = delivery;
  const zone = zoneOf(person);
  const tried = triedWords(delivery, by, person.now.toISOString(), (at) => tellPlainly(at, zone));
  return (
    <li id={`delivery-${id}`} className="grid gap-1 border-t border-line py-3 print:break-inside-avoid">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        {attested && !deliveredAt ? (
          <Mark tone="plain" icon="done">
            told another way
          </Mark>
        ) : (
          <StatusMark status={status} />
        )}
        <span className="min-w-0 flex-1 basis-60 font-medium break-words">
          {notices[kind].label} <About delivery={delivery} />
        </span>
        <span className="text-sm break-words">{goesTo(channel, to)}</span>
        <span className="text-sm text-muted">
          queued <When at={queuedAt} zone={zone} brief />
        </span>
      </div>
      {deliveredAt ? (
        <p className="text-sm break-words">
          Delivered{sentTo ? ` to ${sentTo}` : ""}, <When at={deliveredAt} zone={zone} />.
        </p>
      ) : null}
      {tried ? <p className="max-w-prose text-sm break-words">{tried}</p> : null}
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2 empty:hidden">
        <Tries delivery={delivery} zone={zone} />
        <SendAgain delivery={delivery} by={by} person={person} kept={kept} />
      </div>
    </li>
  );
}

/** Not for what was attested instead, nor while the channel is not configured. */
function SendAgain({ delivery, by, person, kept }: Props) {
  const { id, stepSeq, attested, nextAttemptAt } = delivery;
  const waits = nextAttemptAt !== null && channelHealth(by) === "unconfigured";
  if (attested || waits || !judge("send_again", deliveryAsSubject(delivery), asJudged(person)).ok) return null;
  const label = nextAttemptAt ? "Try now" : "Send again";
  return (
    <div className="ml-auto print:hidden">
      <FormOf
        step="send_again"
        subject="delivery"
        type=""
        id={id}
        seq={stepSeq}
        world={worldOf({ person })}
        kept={kept}
        look="quiet"
        label={label}
      />
    </div>
  );
}

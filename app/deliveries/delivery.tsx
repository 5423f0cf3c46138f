import type { SessionUser } from "@/app/_request/session";
import { userZone } from "@/app/_request/time-zones";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { toActor, toDeliveryState } from "@/app/_steps/record-state";
import { Badge } from "@/components/record/badge";
import { DateTime } from "@/components/record/date-time";
import { StatusBadge } from "@/components/record/status-badge";
import type { ListedDelivery } from "@/db/notices/list-deliveries";
import type { ChannelState } from "@/lib/notices/channel-health";
import { channelHealth } from "@/lib/notices/channel-health";
import { deliveryLabel, recipientLabel, retrySentence } from "@/lib/notices/delivery-sentences";
import { judge } from "@/lib/rules/judge";
import { formatDateTime } from "@/lib/time/format";
import { Attempts } from "./attempts";
import { DeliveryLinks } from "./delivery-links";
import { Payload } from "./payload";

type Props = {
  delivery: ListedDelivery;
  /** The state of the channel, as its worker last reported it. */
  channelState: ChannelState;
  person: SessionUser;
  formDraft: FormDraft | null;
};

export function Delivery({ delivery, channelState, person, formDraft }: Props) {
  const { id, kind, channel, to, status, queuedAt, deliveredAt, sentTo, attested, webhook } = delivery;
  const zone = userZone(person);
  const attemptsSentence = retrySentence(delivery, channelState, person.now.toISOString(), (at) =>
    formatDateTime(at, zone),
  );
  return (
    <li id={`delivery-${id}`} className="grid gap-1 border-t border-line py-3 print:break-inside-avoid">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        {attested && !deliveredAt ? (
          <Badge tone="plain" icon="done">
            team told another way
          </Badge>
        ) : (
          <StatusBadge status={status} />
        )}
        <span className="min-w-0 flex-1 basis-60 font-medium break-words">
          {webhook ? `Event ${webhook.event.recordType}.${webhook.event.step}` : deliveryLabel(kind)}{" "}
          <DeliveryLinks delivery={delivery} />
        </span>
        <span className="text-sm break-words">{recipientLabel(channel, to)}</span>
        <span className="text-sm text-muted">
          queued <DateTime at={queuedAt} zone={zone} isBrief />
        </span>
      </div>
      {deliveredAt ? (
        <p className="text-sm break-words">
          Delivered{sentTo ? ` to ${sentTo}` : ""}, <DateTime at={deliveredAt} zone={zone} />.
        </p>
      ) : null}
      {attemptsSentence ? <p className="max-w-prose text-sm break-words">{attemptsSentence}</p> : null}
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2 empty:hidden">
        <Payload delivery={delivery} />
        <Attempts delivery={delivery} zone={zone} />
        <SendAgain delivery={delivery} channelState={channelState} person={person} formDraft={formDraft} />
      </div>
    </li>
  );
}

/** Not for what was attested instead, nor while the channel is not configured. */
function SendAgain({ delivery, channelState, person, formDraft }: Props) {
  const { id, stepSeq, attested, nextAttemptAt, webhook, status } = delivery;
  const isWaiting = nextAttemptAt !== null && channelHealth(channelState) === "unconfigured";
  // What waits for an earlier one of its webhook comes after it.
  const isInLine = webhook !== null && status === "queued" && nextAttemptAt === null;
  if (attested || isWaiting || isInLine || !judge("send_again", toDeliveryState(delivery), toActor(person)).ok)
    return null;
  const label = nextAttemptAt ? "Try now" : "Send again";
  return (
    <div className="ml-auto print:hidden">
      <StepFormWithDraft
        step="send_again"
        recordType="delivery"
        type=""
        id={id}
        seq={stepSeq}
        options={formOptionsFor({ person })}
        formDraft={formDraft}
        variant="quiet"
        label={label}
      />
    </div>
  );
}

import { Badge } from "@/components/record/badge";
import { DateTime } from "@/components/record/date-time";
import { DefinitionList } from "@/components/record/definition-list";
import { StatusBadge } from "@/components/record/status-badge";
import { maxWaitingCounted, type WebhookRecord } from "@/db/webhooks/read-webhooks";
import { formatCappedCount } from "@/lib/notices/channel-health";
import { webhookDeliveriesPath } from "@/lib/notices/delivery-filter";
import { eventTypeLabel } from "@/lib/webhooks/event-types";
import { webhookHealth, webhookTemplateLabels } from "@/lib/webhooks/webhook-labels";
import type { WebhookFormProps } from "./webhook-form";
import { WebhookSteps } from "./webhook-steps";

type Props = WebhookFormProps & { readonly webhook: WebhookRecord; readonly zone: string; readonly mayManage: boolean };

export function Webhook({ webhook, zone, mayManage, ...form }: Props) {
  const { id, name, status, last, stopReason, origin, template, eventTypes, client, addedBy, addedAt, oldKeyUntil } =
    webhook;
  const { label, ...badge } = webhookHealth(status, last);
  const rows = [
    { term: "Sends to", value: origin },
    { term: "Format", value: webhookTemplateLabels[template] },
    { term: "Events", value: eventTypes.map(eventTypeLabel).join(" · ") },
    { term: "Client", value: client?.name ?? "All clients" },
    { term: "Added by", value: <PersonAndTime name={addedBy} at={addedAt} zone={zone} /> },
    ...(oldKeyUntil ? [{ term: "Old key signs until", value: <DateTime at={oldKeyUntil} zone={zone} /> }] : []),
    { term: "Last attempt", value: last && <LastAttempt last={last} stopReason={stopReason} zone={zone} /> },
  ];
  return (
    <article
      id={`webhook-${id}`}
      aria-label={name}
      className="grid gap-2 border-t border-line py-3 print:break-inside-avoid"
    >
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h3 className="font-medium wrap-anywhere">{name}</h3>
        {status === "enabled" ? <Badge {...badge}>{label}</Badge> : <StatusBadge status={status} />}
        <a className="link text-sm" href={webhookDeliveriesPath(id)}>
          Deliveries{webhook.waiting > 0 ? ` (${formatCappedCount(webhook.waiting, maxWaitingCounted)} waiting)` : ""}
        </a>
      </div>
      <DefinitionList rows={rows} />
      {mayManage ? <WebhookSteps webhook={webhook} {...form} /> : null}
    </article>
  );
}

type LastAttemptProps = {
  readonly last: NonNullable<WebhookRecord["last"]>;
  readonly stopReason: string | null;
  readonly zone: string;
};

const LastAttempt = ({ last, stopReason, zone }: LastAttemptProps) => (
  <>
    <DateTime at={last.at} zone={zone} />: {last.ok ? "delivered." : last.words}
    {stopReason && stopReason !== last.words ? ` ${stopReason}` : ""}
  </>
);

const PersonAndTime = ({ name, at, zone }: { name: string; at: string; zone: string }) => (
  <>
    {name}, <DateTime at={at} zone={zone} />
  </>
);

import { settings } from "@/app/_request/settings";
import type { ListedDelivery } from "@/db/notices/list-deliveries";
import { webhookBody } from "@/lib/webhooks/webhook-body";

/** What a webhook is sent, as it is now; the key of a PagerDuty integration left out. */
export function Payload({ delivery: { webhook } }: { delivery: Pick<ListedDelivery, "webhook"> }) {
  if (!webhook) return null;
  const { appUrl, kind } = settings();
  const context = { appUrl, isDemonstration: kind === "demo", address: `${appUrl}/#…` };
  const body: unknown = JSON.parse(webhookBody(webhook.template, webhook.event, context));
  return (
    <details className="min-w-0 flex-1 basis-60">
      <summary className="link w-fit cursor-pointer py-1 text-sm">Message</summary>
      <div className="mt-1 grid gap-1.5 border-l-2 border-line pl-3 text-sm">
        <p className="wrap-anywhere">
          <span className="text-muted">webhook-id:</span> {webhook.event.messageId}
        </p>
        <pre className="wrap-anywhere whitespace-pre-wrap">{JSON.stringify(body, null, 2)}</pre>
      </div>
    </details>
  );
}

import { numberOf } from "@/lib/api/collections";
import { slackText } from "@/lib/notices/slack-text";
import { isStep, statusLabel, stepLabels } from "@/lib/rules/labels";
import type { Status, WebhookTemplate } from "@/lib/rules/record";
import { toOneLine } from "@/lib/text/plain-text";
import { routingKeyOf } from "@/lib/webhooks/address/webhook-address";
import { type EventContext, recordPage, thinEvent, type WebhookEvent } from "./webhook-event";

/** What a body is made for: the endpoint's address holds the key of a PagerDuty integration. */
type BodyContext = EventContext & { readonly address: string };

/** The body of a message to a webhook, as JSON. */
export const webhookBody = (template: WebhookTemplate, event: WebhookEvent, context: BodyContext): string =>
  JSON.stringify(bodies[template](event, context));

const bodies: Readonly<Record<WebhookTemplate, (event: WebhookEvent, context: BodyContext) => object>> = {
  standard: thinEvent,
  mattermost: (event, context) => ({ text: chatText(event, context) }),
  slack: (event, context) => ({ text: chatText(event, context) }),
  teams: (event, context) => ({
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: adaptiveCard(event, context),
      },
    ],
  }),
  pagerduty: (event, context) => ({
    routing_key: routingKeyOf(context.address),
    payload: {
      summary: toOneLine(headline(event, context), 1024),
      timestamp: event.at,
      source: new URL(context.appUrl).host,
      custom_details: thinEvent(event, context).data,
    },
    links: [{ href: recordPage(event, context.appUrl), text: recordName(event) }],
  }),
};

/** "CHG-1001: Approve, now approved. A title" in one line. */
function headline(event: WebhookEvent, { isDemonstration }: EventContext): string {
  const step = isStep(event.step) ? stepLabels[event.step].label : event.step;
  const status = event.status ? `, now ${statusLabel(event.status as Status)}` : ""; // as the event recorded it
  const words = `${recordName(event)}: ${step}${status}.${event.title ? ` ${event.title}` : ""}`;
  return toOneLine(isDemonstration ? `Demonstration data: ${words}` : words, 300);
}

/** "CHG-1001", "freeze 3". */
function recordName({ recordType, recordId }: WebhookEvent): string {
  const number = numberOf(recordType, recordId);
  return number === String(recordId) ? `${recordType} ${number}` : number;
}

const chatText = (event: WebhookEvent, context: BodyContext): string =>
  slackText({ headline: headline(event, context), paragraphs: [recordPage(event, context.appUrl)] });

// Cards read Markdown in their texts: what people wrote is shown as it stands.
const adaptiveCard = (event: WebhookEvent, context: BodyContext) => ({
  $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
  type: "AdaptiveCard",
  version: "1.4",
  body: [{ type: "TextBlock", text: escapeMarkdown(headline(event, context)), wrap: true, weight: "Bolder" }],
  actions: [{ type: "Action.OpenUrl", title: recordName(event), url: recordPage(event, context.appUrl) }],
});

const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]()<>~#|]/g, "\\$&");
